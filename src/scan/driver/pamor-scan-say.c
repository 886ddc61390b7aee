/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-scan-say.h"

#include <errno.h>
#include <unistd.h>

/* A signal breaks it off: whoever sent it wants nothing more. */
static gboolean
put (gconstpointer data,
     gsize         size)
{
  const guint8 *at = data;

  while (size > 0)
    {
      gssize n = write (STDOUT_FILENO, at, size);

      if (n < 0)
        return FALSE;
      at += n;
      size -= n;
    }
  return TRUE;
}

/** pamor_scan_say: Returns: %FALSE when nobody listens any more */
gboolean
pamor_scan_say (PamorScanWirePart  part,
                gconstpointer      data,
                gsize              size)
{
  const PamorScanWireHead head = { part, size };

  g_return_val_if_fail (size <= G_MAXUINT32, FALSE);

  return put (&head, sizeof head) && put (data, size);
}

/** pamor_scan_say_byte: a part that is one byte */
gboolean
pamor_scan_say_byte (PamorScanWirePart part,
                     guint8            byte)
{
  return pamor_scan_say (part, &byte, 1);
}
