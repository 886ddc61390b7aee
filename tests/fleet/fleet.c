/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fleet comes back after an outage, and one officer sends over a poor link; what came of it as
 * lines, and with --report FOLDER as a page with a chart. Virtual time: the figures are the same on
 * every machine. */
#include "pamor-fleet.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define HOUR_S 3600.0
#define MBIT (1e6 / 8)
#define MEGA 1e6

static const struct { const char *name, *colour; gboolean admission, keeps_partial; } returns[] = {
  { "server turns away what it can't serve, keeps partial bodies", "#1a5fb4", TRUE, TRUE },
  { "server turns away, drops partial bodies", "#62a0ea", TRUE, FALSE },
  { "server lets all wait in line, keeps partial bodies", "#c64600", FALSE, TRUE },
  { "server lets all wait in line, drops partial bodies", "#ffa348", FALSE, FALSE },
};
#define N_RETURNS G_N_ELEMENTS (returns)

static PamorFleetPlan
plan_return (guint number)
{
  return (PamorFleetPlan) { .officers = 1000, .submissions = 6, .photos = 3, .photo_bytes = 711000,
                            .line_rate = 60 * MBIT, .own_rate = 2 * MBIT, .outage_s = 6 * HOUR_S,
                            .drop_mean_s = 600, .workers = 400,
                            .admission = returns[number].admission,
                            .keeps_partial = returns[number].keeps_partial, .seed = 1 };
}

static PamorFleetPlan
plan_poor_link (gboolean keeps_partial)
{
  return (PamorFleetPlan) { .officers = 1, .submissions = 1, .photos = 3, .photo_bytes = 750000,
                            .line_rate = 60 * MBIT, .own_rate = 64e3 / 8, .drop_every_s = 30,
                            .workers = 400, .keeps_partial = keeps_partial, .seed = 1 };
}

static double
get_waste (const PamorFleetResult *result)
{
  return 100.0 * (result->sent - result->payload) / result->payload;
}

static char *
describe_return (guint                   number,
                 const PamorFleetResult *result)
{
  return g_strdup_printf ("%s: %u submissions in %.1f min, %.2f x the ideal; %.1f %% waste; at "
                          "most %u requests a minute of one officer while the server was down",
                          returns[number].name, result->acknowledged, result->drained_s / 60,
                          result->drained_s / result->ideal_s, get_waste (result),
                          result->most_a_minute);
}

static char *
describe_poor_link (gboolean                keeps_partial,
                    const PamorFleetResult *result)
{
  return g_strdup_printf ("64 kbit/s with a drop every 30 s, server %s partial bodies: three "
                          "photos in %.1f min, %.2f x their time on a link that never drops, "
                          "%.2f x their bytes", keeps_partial ? "keeps" : "drops",
                          result->drained_s / 60, result->drained_s / result->ideal_s,
                          (double) result->sent / result->payload);
}

static void
draw_line (GString                *svg,
           const PamorFleetResult *result,
           const char             *colour,
           double                  minutes)
{
  g_string_append_printf (svg, "<polyline fill='none' stroke='%s' stroke-width='2' points='",
                          colour);
  for (guint i = 0; i < result->arrived->len; i++)
    g_string_append_printf (svg, "%.1f,%.1f ", 60 + 600 * (i / minutes),
                            340 - 300.0 * g_array_index (result->arrived, gint64, i)
                                    / result->payload);
  g_string_append (svg, "'/>\n");
}

static char *
draw (const PamorFleetResult results[N_RETURNS])
{
  GString *svg = g_string_new (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 720 460' font-family='sans-serif' "
    "font-size='13'>\n<rect width='720' height='460' fill='white'/>\n"
    "<path d='M60 40V340H660' fill='none' stroke='#77767b'/>\n"
    "<text x='12' y='45'>all</text><text x='12' y='344'>0</text>\n");
  double minutes = 1;

  for (guint i = 0; i < N_RETURNS; i++)
    minutes = MAX (minutes, results[i].arrived->len);
  for (guint m = 10; m <= minutes; m += 10)
    g_string_append_printf (svg, "<text x='%.0f' y='360' text-anchor='middle'>%u min</text>\n",
                            60 + 600 * m / minutes, m);
  g_string_append_printf (svg, "<path d='M60 340L%.1f 40' stroke='#5e5c64' stroke-dasharray='4'/>"
                          "<text x='70' y='30'>dashed: the line always full</text>\n",
                          60 + 600 * (results[0].ideal_s / 60) / minutes);
  for (guint i = 0; i < N_RETURNS; i++)
    {
      draw_line (svg, &results[i], returns[i].colour, minutes);
      g_string_append_printf (svg, "<rect x='60' y='%u' width='14' height='4' fill='%s'/>"
                              "<text x='82' y='%u'>%s</text>\n", 380 + 18 * i, returns[i].colour,
                              386 + 18 * i, returns[i].name);
    }
  g_string_append (svg, "</svg>\n");
  return g_string_free (svg, FALSE);
}

static gboolean
write_report (const char             *folder,
              GPtrArray              *lines,
              const PamorFleetResult  results[N_RETURNS])
{
  g_autofree char *page = g_build_filename (folder, "fleet.md", NULL);
  g_autofree char *chart = g_build_filename (folder, "fleet.svg", NULL);
  g_autofree char *svg = draw (results);
  g_autoptr (GString) text = g_string_new (
    "# A thousand officers come back\n\nMade by `./dev fleet`: the program's own sync core in "
    "virtual time. 1,000 officers have six submissions of three\nphotos each (12.8 GB) when the "
    "server comes back after six hours, behind a line of 60 Mbit/s. Each has 2 Mbit/s of\nits own, "
    "which breaks every ten minutes of sending. The server serves 400 exchanges at once.\n\n"
    "![what has arrived]"
    "(fleet.svg)\n\n");

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "- %s.\n", (char *) lines->pdata[i]);
  return g_mkdir_with_parents (folder, 0755) == 0
         && g_file_set_contents (page, text->str, -1, NULL)
         && g_file_set_contents (chart, svg, -1, NULL);
}

int
main (int    argc,
      char **argv)
{
  PamorFleetResult results[N_RETURNS];
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean done = TRUE;

  for (guint i = 0; i < N_RETURNS; i++)
    {
      const PamorFleetPlan plan = plan_return (i);

      pamor_fleet_run (&plan, &results[i]);
      g_ptr_array_add (lines, describe_return (i, &results[i]));
    }
  for (guint i = 0; i < 2; i++)
    {
      const PamorFleetPlan plan = plan_poor_link (i == 0);
      PamorFleetResult result;

      pamor_fleet_run (&plan, &result);
      g_ptr_array_add (lines, describe_poor_link (i == 0, &result));
      pamor_fleet_result_clear (&result);
    }
  for (guint i = 0; i < lines->len; i++)
    printf ("fleet     %s\n", (char *) lines->pdata[i]);
  if (argc == 3 && strcmp (argv[1], "--report") == 0)
    done = write_report (argv[2], lines, results);
  for (guint i = 0; i < N_RETURNS; i++)
    pamor_fleet_result_clear (&results[i]);
  return done ? 0 : 1;
}
