/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-condition.h"

G_BEGIN_DECLS

typedef enum
{
  TEST_ALL,
  TEST_ANY,
  TEST_NOT,
  TEST_IS,
  TEST_IN,
  TEST_PRESENT,
  TEST_SAME_AS,
  TEST_BEFORE,
  TEST_AFTER,
  TEST_DAYS_AGO_OVER,
  TEST_AGE_AT_LEAST,
  TEST_AGE_BELOW,
  TEST_BELOW,
  TEST_ABOVE
} Test;

struct _PamorCondition
{
  Test       test;
  char      *where;     /* in the file */
  GPtrArray *parts;     /* of PamorCondition, for all, any, not */
  PamorPath  field;
  GStrv      values;    /* is, in */
  gboolean   present;
  double     number;    /* days, years, or the limit */
  PamorPath  other;     /* same_as; the day of before, after; "on" of the ages */
  gboolean   has_other;
  GDate      day;       /* before, after: a fixed day, valid then; else today unless has_other */
};

G_END_DECLS
