/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * What befalls SQLite from outside, at a place that a test counts to: a statement that is
 * interrupted, a disk that fails. Real files on the real disk; one fault at a time.
 */
typedef enum
{
  PAMOR_TEST_FAULT_STATEMENT, /* the nth that begins; BEGIN and COMMIT can't be interrupted */
  PAMOR_TEST_FAULT_STUMBLE,   /* the nth call to the disk fails, the next are well */
  PAMOR_TEST_FAULT_BROKEN,    /* the nth that changes something and all such after it */
  PAMOR_TEST_FAULT_FULL,      /* as that, but only what makes something longer, or safe */
  PAMOR_TEST_FAULT_UNREADABLE,/* the nth read of the file that is named, and all after it */
  PAMOR_TEST_FAULT_OPTION,    /* the nth setting of a connection is not taken */
} PamorTestFault;

void     pamor_test_faults_install  (void);
void     pamor_test_faults_set      (PamorTestFault fault,
                                     guint          nth);
gboolean pamor_test_faults_lift     (void);
void     pamor_test_faults_name     (const char    *suffix);
guint    pamor_test_faults_count    (void);

G_END_DECLS
