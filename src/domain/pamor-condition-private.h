/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-condition.h"

G_BEGIN_DECLS

typedef enum
{
  TEST_ALL,
  TEST_ANY,
  TEST_NOT,
  TEST_ACTIVITY,
  TEST_IS,
  TEST_IN,
  TEST_PRESENT,
  TEST_SAME_AS,
  TEST_SAME_START,
  TEST_DIFFERS_FROM_NIK,
  TEST_BEFORE,
  TEST_AFTER,
  TEST_DAYS_AGO_OVER,
  TEST_AGE_AT_LEAST,
  TEST_AGE_BELOW,
  TEST_WORKING_DAY,
  TEST_BELOW,
  TEST_ABOVE
} Test;

struct _PamorCondition
{
  Test       test;
  char      *where;     /* in the file */
  GPtrArray *parts;     /* of PamorCondition, for all, any, not */
  PamorPath  field;
  GStrv      values;    /* is, in; activity: codes of activities */
  gboolean   yes;       /* present, working_day: which of both it asks for */
  double     number;    /* days, years, or the limit */
  guint      digits;    /* same_start: how many */
  int        more_than; /* items that pass must be more than these; -1 where one is enough */
  PamorPath  other;     /* same_as, same_start, differs_from_nik; the day of before,
                        * after; "on" of the ages */
  gboolean   has_other;
  GDate      day;       /* before, after: a fixed day, valid then; else today unless has_other */
};

G_END_DECLS
