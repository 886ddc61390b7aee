/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-person.h"

#include "pamor-test-catalogue.h"

static void
test_the_people_of_a_form_are_listed_once (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_read ("AKTA_LAHIR");
  g_autoptr (GPtrArray) people = NULL;
  PamorPerson *mother = NULL;
  guint mothers = 0;

  pamor_form_set (form, "saksi.orang[1].nik", "3275015208950003"); /* the mother's */
  people = pamor_form_list_people (form);
  for (guint i = 0; i < people->len; i++)
    {
      PamorPerson *person = g_ptr_array_index (people, i);

      g_assert_nonnull (person->role);
      g_assert_null (person->submission);
      if (g_str_equal (person->nik, "3275015208950003"))
        {
          mother = person;
          mothers++;
        }
    }
  g_assert_cmpuint (people->len, >=, 3);
  g_assert_cmpuint (mothers, ==, 1);
  g_assert_nonnull (mother->name);
  g_assert_cmpstr (mother->birth, ==, "1995-08-12");
}

static void
test_a_name_folds (void)
{
  static const char *const rows[][2] = {
    { "Nur'aini  DÉWI ", "nuraini dewi" }, { "Siti-Aminah", "siti aminah" },
    { "  ", "" },                          { "Ｍｏｈ. Ｙｕｓｕｆ", "moh yusuf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = pamor_person_fold (rows[i][0]);

      g_assert_cmpstr (folded, ==, rows[i][1]);
    }
}

static void
add (GPtrArray  *people,
     const char *nik,
     const char *name,
     const char *no_kk)
{
  PamorPerson *person = pamor_person_new ();

  person->nik = g_strdup (nik);
  person->name = g_strdup (name);
  person->no_kk = g_strdup (no_kk);
  g_ptr_array_add (people, person);
}

static void
test_people_are_found_as_they_are_remembered (void)
{
  static const struct { const char *text, *names; } rows[] = {
    { "siti", "Siti Nurhaliza,Nurul Siti Aminah" },
    { "aminah siti", "Nurul Siti Aminah" },
    { "SITINUR", "Siti Nurhaliza" },
    { "nur", "Nurul Siti Aminah,Siti Nurhaliza,Ahmad Zainur" },
    { "zaín", "Ahmad Zainur" },
    { "3275 0145", "Siti Nurhaliza" },
    { "0007", "Ahmad Zainur" },
    { "3275", "Nurul Siti Aminah,Siti Nurhaliza,Ahmad Zainur" },
    { "siti budi", "" },
    { " ", "" },
    { "9999", "" },
  };
  g_autoptr (GPtrArray) people
      = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);

  add (people, "3275025208950003", "Nurul Siti Aminah", NULL);
  add (people, "3275014503930002", "Siti Nurhaliza", NULL);
  add (people, "3173010210090001", "Ahmad Zainur", "3275011203180007");
  add (people, "3173010210090002", NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = pamor_people_search (people, rows[i].text, 3);
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (names, "%s%s", j == 0 ? "" : ",",
                                ((PamorPerson *) found->pdata[j])->name);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (names->str, ==, rows[i].names);
    }
}

static void
test_a_copy_is_another (void)
{
  g_autoptr (PamorPerson) person = pamor_person_new ();
  g_autoptr (PamorPerson) copy = NULL;

  person->nik = g_strdup ("1");
  person->role = g_strdup ("Ibu");
  copy = pamor_person_copy (person);
  g_assert_cmpstr (copy->role, ==, "Ibu");
  g_assert_true (copy->nik != person->nik);
  g_assert_null (copy->name);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/those-of-a-form-are-listed-once",
                   test_the_people_of_a_form_are_listed_once);
  g_test_add_func ("/person/a-name-folds", test_a_name_folds);
  g_test_add_func ("/person/found-as-they-are-remembered",
                   test_people_are_found_as_they_are_remembered);
  g_test_add_func ("/person/a-copy-is-another", test_a_copy_is_another);
  return g_test_run ();
}
