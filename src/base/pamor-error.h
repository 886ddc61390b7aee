/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorError:
 *
 * Every failure of the program, named by the reaction it asks for. One domain for all libraries:
 * who failed is never asked, what to do next always is. The words for people are made of these
 * codes in one place, pamor_words_for_error().
 */
typedef enum
{
  PAMOR_ERROR_OFFLINE,        /* no way to the server: wait, nothing is wrong with the item */
  PAMOR_ERROR_RETRY_LATER,    /* the server is there but can't: wait */
  PAMOR_ERROR_PORTAL,         /* a Wi-Fi login page answers for the server */
  PAMOR_ERROR_UNTRUSTED,      /* bad certificate: check the clock, tell the office, never bypass */
  PAMOR_ERROR_AUTH,           /* log in again */
  PAMOR_ERROR_UPGRADE,        /* this program is too old for the server: update it */
  PAMOR_ERROR_REJECTED,       /* understood and refused: a person corrects it */
  PAMOR_ERROR_CONFLICT,       /* somebody or something else was first: look, then decide */
  PAMOR_ERROR_INVALID,        /* malformed input: the message names what and where */
  PAMOR_ERROR_NOT_FOUND,      /* nothing there by that name */
  PAMOR_ERROR_NO_SPACE,       /* the disk is full: free some, then save again */
  PAMOR_ERROR_DAMAGED,        /* kept data does not authenticate: set aside, salvage */
  PAMOR_ERROR_LOCKED,         /* no key: unlock the keyring, type the passphrase */
  PAMOR_ERROR_BUSY,           /* another instance holds the data folder */
  PAMOR_ERROR_TOO_NEW,        /* data of a newer version of the program: update the program */
  PAMOR_ERROR_PHOTO_EMPTY,    /* a file of no bytes */
  PAMOR_ERROR_PHOTO_BROKEN,   /* a picture that breaks off or is damaged: take it again */
  PAMOR_ERROR_PHOTO_KIND,     /* not a picture that can be read here */
  PAMOR_ERROR_PHOTO_CODEC,    /* a kind that this computer lacks the codec of: take a JPEG */
  PAMOR_ERROR_PHOTO_PAGES,    /* several pages, none of them named: ask which */
  PAMOR_ERROR_PHOTO_LOCKED,   /* a PDF with a password: save it without */
  PAMOR_ERROR_PHOTO_HUGE,     /* more bytes or pixels than can be accepted */
  PAMOR_ERROR_SCANNER_BUSY,   /* another program uses the scanner */
  PAMOR_ERROR_SCANNER_COVER,  /* its cover is open: close it */
  PAMOR_ERROR_SCANNER_JAM,    /* paper is stuck in it */
  PAMOR_ERROR_SCANNER_EMPTY,  /* no paper in its feeder */
  PAMOR_ERROR_SCANNER_DENIED, /* this user may not use it */
  PAMOR_ERROR_SCANNER_LOST,   /* it does not answer, or no more: look at cable and power */
  PAMOR_ERROR_SCANNER_ABSENT, /* what speaks with scanners is not installed */
  PAMOR_ERROR_FAILED          /* the disk, the system or the program itself failed */
} PamorError;

#define PAMOR_ERROR (pamor_error_quark ())

GQuark  pamor_error_quark (void);

G_END_DECLS
