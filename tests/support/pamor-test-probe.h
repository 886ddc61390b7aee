/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorTestProbe:
 *
 * A window around one widget, shown, that notes which of the shell's and the program's actions the
 * widget asks for: "shell.open 0192...". Tearing down asserts that the widget is gone.
 */
typedef struct
{
  GtkWidget *window;
  GtkWidget *widget;
  char      *asked; /* (nullable): the last one */
} PamorTestProbe;

void       pamor_test_probe_set_up    (PamorTestProbe *self,
                                       GtkWidget      *widget);
void       pamor_test_probe_tear_down (PamorTestProbe *self);
GtkWidget *pamor_test_probe_find      (GtkWidget      *within,
                                       const char     *text);
void       pamor_test_probe_press     (PamorTestProbe *self,
                                       const char     *text);
gboolean   pamor_test_probe_sees_focus (PamorTestProbe *self,
                                       GtkDirectionType direction);
void       pamor_test_probe_settle    (void);
int        pamor_test_probe_run       (int             argc,
                                       char          **argv,
                                       void          (*add_tests) (void));

G_END_DECLS
