/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the office will be able to read a photo. Guarantees: pure; the reason given is the one
 * that weighs most. */
#include "photo/pamor-legibility.h"

#include "photo/pamor-jpeg-read.h"
#include "photo/pamor-measures.h"

#include <glib/gi18n-lib.h>

/* Where a photo gets doubtful and where bad: chosen by what Tesseract reads of the photos that
 * tests/photo/pamor_photos.py makes of seed 1. How well they do on those of seed 2, ./dev bench
 * legibility tells. Of a small writing more must be left than of a blurred one. */
#define LIGHT_DOUBTFUL   80
#define LIGHT_BAD        45
#define BURNT_DOUBTFUL   0.01
#define BURNT_BAD        0.08
#define BLURRED_DOUBTFUL 0.50
#define BLURRED_BAD      0.25
#define SMALL_LETTER     7 /* pixels from stroke to stroke */
#define SMALL_DOUBTFUL   0.55
#define SMALL_BAD        0.46
#define EMPTY_DOUBTFUL   0.05 /* of large letters, of which none is told from the next */
#define EMPTY_BAD        0.03
#define CUT_DOUBTFUL     0.35
#define CUT_BAD          2 /* never: what is left can be read */

/* Makes the verdict worse where @value is beyond @doubtful or @bad, which lie in that order */
static void
weigh (PamorLegibility       *verdict,
       PamorLegibilityReason  reason,
       double                 value,
       double                 doubtful,
       double                 bad)
{
  double sign = bad > doubtful ? 1 : -1;
  PamorLegibilityGrade grade = sign * value > sign * bad        ? PAMOR_LEGIBILITY_BAD
                               : sign * value > sign * doubtful ? PAMOR_LEGIBILITY_DOUBTFUL
                                                                : PAMOR_LEGIBILITY_GOOD;

  if (grade > verdict->grade)
    *verdict = (PamorLegibility) { grade, reason };
}

/**
 * pamor_legibility_judge:
 * @planes: an upright picture of a paper
 * @verdict: (out): grade, and the reason that weighs most
 *
 * Takes a few milliseconds for twelve megapixels; any thread.
 */
void
pamor_legibility_judge (const PamorPlanes *planes,
                        PamorLegibility   *verdict)
{
  PamorMeasures measures;

  g_return_if_fail (planes != NULL && verdict != NULL);

  pamor_measures_take (&measures, planes);
  *verdict = (PamorLegibility) { PAMOR_LEGIBILITY_GOOD, PAMOR_LEGIBILITY_FINE };
  weigh (verdict, PAMOR_LEGIBILITY_DARK, measures.light, LIGHT_DOUBTFUL, LIGHT_BAD);
  weigh (verdict, PAMOR_LEGIBILITY_GLARE, measures.burnt, BURNT_DOUBTFUL, BURNT_BAD);
  if (measures.letter >= SMALL_LETTER)
    weigh (verdict, PAMOR_LEGIBILITY_BLURRED, measures.depth, BLURRED_DOUBTFUL, BLURRED_BAD);
  else if (measures.letter > 0)
    weigh (verdict, PAMOR_LEGIBILITY_SMALL, measures.depth, SMALL_DOUBTFUL, SMALL_BAD);
  else
    weigh (verdict, PAMOR_LEGIBILITY_EMPTY, measures.written, EMPTY_DOUBTFUL, EMPTY_BAD);
  weigh (verdict, PAMOR_LEGIBILITY_CUT, measures.cut, CUT_DOUBTFUL, CUT_BAD);
}

/**
 * pamor_legibility_judge_jpeg:
 * @jpeg: as pamor_photo_shrink() made it
 *
 * Returns: %FALSE with the errors of pamor_jpeg_read()
 */
gboolean
pamor_legibility_judge_jpeg (GBytes           *jpeg,
                             PamorLegibility  *verdict,
                             GError          **error)
{
  PamorMeter meter = { .last = -1 };
  g_autoptr (PamorPlanes) planes = NULL;
  gboolean keepable;

  g_return_val_if_fail (jpeg != NULL && verdict != NULL, FALSE);

  planes = pamor_jpeg_read (jpeg, &meter, &keepable, error);
  if (planes == NULL)
    return FALSE;
  pamor_legibility_judge (planes, verdict);
  return TRUE;
}

/** pamor_legibility_get_title: Returns: the grade in words */
const char *
pamor_legibility_get_title (const PamorLegibility *self)
{
  switch (self->grade)
    {
    case PAMOR_LEGIBILITY_BAD:
      return _("Hard to read");
    case PAMOR_LEGIBILITY_DOUBTFUL:
      return _("Look at it closely");
    case PAMOR_LEGIBILITY_GOOD:
    default:
      return _("Easy to read");
    }
}

/** pamor_legibility_get_remedy: Returns: (nullable): what is the matter and what to do */
const char *
pamor_legibility_get_remedy (const PamorLegibility *self)
{
  switch (self->reason)
    {
    case PAMOR_LEGIBILITY_DARK:
      return _("The photo is dark. Take it again with more light.");
    case PAMOR_LEGIBILITY_GLARE:
      return _("Light is mirrored on the paper. Tilt the paper a little and take it again.");
    case PAMOR_LEGIBILITY_SMALL:
      return _("The writing is small. Go nearer, so that the paper fills the photo.");
    case PAMOR_LEGIBILITY_BLURRED:
      return _("The photo is blurred. Hold the phone still and take it again.");
    case PAMOR_LEGIBILITY_EMPTY:
      return _("No writing is seen. "
               "Make sure that this is the right side of the paper, and sharp.");
    case PAMOR_LEGIBILITY_CUT:
      return _("A side of the paper seems cut off. Take it again with all four corners.");
    case PAMOR_LEGIBILITY_FINE:
    default:
      return NULL;
    }
}
