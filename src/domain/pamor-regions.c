/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: what is handed out lives as long as the process; nothing is written after the first
 * call of pamor_regions_get_default(), so any thread may read. The tables are built into the
 * program (data/areas): a header line, then tab-separated rows sorted by code, the name last. */
#include "domain/pamor-regions.h"

#include "pamor-areas.h"

#define CITY_CODE "32.75"

/* A table in memory of our own, the end of each row made a NUL, so that names can be handed out.
 * Searched in place: 8,000 rows need no index and no allocation each. */
typedef struct { char *start, *end; } Table;

typedef struct
{
  PamorArea  area;
  char      *key;      /* folded name, then the folded name of its kecamatan */
  gsize      name_len; /* bytes of key that are its own name */
} Place;

/* A kecamatan anywhere in the country, for looking it up by name. */
typedef struct
{
  const char *row;      /* of the table: the code is its first 6 bytes */
  char       *key;      /* folded name, then that of its kab/kota */
  gsize       name_len; /* bytes of key that are its own name */
  gboolean    past;     /* no longer given out */
} District;

struct _PamorRegions
{
  Table   provinces, cities, districts;
  GArray *places; /* of Place, by code */
  GArray *by_name; /* of District, by code; made by the first search, list_districts() */
};

static Table
load_table (const char *name)
{
  g_autofree char *path = g_strconcat ("/id/e_open/HaloPamor/areas/", name, NULL);
  GBytes *bytes = g_resource_lookup_data (pamor_areas_get_resource (), path, 0, NULL);
  Table table;
  gsize size;

  g_assert (bytes != NULL);

  table.start = g_bytes_unref_to_data (bytes, &size);
  table.end = table.start + size;
  g_assert (size > 0 && table.end[-1] == '\n');
  for (char *end = table.start; end < table.end; end++)
    if (*end == '\n')
      *end = '\0';
  table.start += strlen (table.start) + 1; /* the header */
  return table;
}

/* Returns: (transfer none) (nullable): the row whose code is the first @n bytes of @code */
static const char *
find_row (const Table *table,
          const char  *code,
          gsize        n)
{
  const char *low = table->start, *high = table->end;

  while (low < high)
    {
      const char *row = low + (high - low) / 2;
      int order;

      while (row > low && row[-1] != '\0')
        row--;
      order = strncmp (row, code, n);
      if (order == 0)
        return row;
      if (order < 0)
        low = row + strlen (row) + 1;
      else
        high = row;
    }
  return NULL;
}

/* Spelling differs in spaces only: the ministry's "Bintarajaya" is everybody's "Bintara Jaya". */
static char *
fold (const char *text)
{
  char *folded = g_ascii_strdown (text, -1), *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (g_ascii_isalnum (*from) || (guchar) *from >= 0x80)
      *to++ = *from;
  *to = '\0';
  return folded;
}

static char *
next_cell (char **row)
{
  char *cell = *row, *tab = strchr (cell, '\t');

  if (tab != NULL)
    {
      *tab = '\0';
      *row = tab + 1;
    }
  return cell;
}

/* A kecamatan sorts before its kelurahan, so that the parent is there already. */
static void
add_place (PamorRegions *self,
           char         *row)
{
  Place place = { { NULL } };
  const PamorArea *parent;
  g_autofree char *name = NULL, *parent_name = NULL;

  place.area.code = next_cell (&row);
  place.area.parent = next_cell (&row);
  place.area.postcode = next_cell (&row);
  place.area.name = row;
  place.area.is_kecamatan = g_str_equal (place.area.parent, CITY_CODE);

  parent = pamor_regions_find_area (self, place.area.parent);
  name = fold (place.area.name);
  parent_name = fold (parent == NULL ? "" : parent->name);
  place.key = g_strconcat (name, parent_name, NULL);
  place.name_len = strlen (name);
  g_array_append_val (self->places, place);
}

static PamorRegions *
load (void)
{
  PamorRegions *self = g_new0 (PamorRegions, 1);
  Table bekasi;

  pamor_areas_register_resource (); /* by hand: a static library loses its constructors */
  bekasi = load_table ("bekasi.tsv");
  self->provinces = load_table ("provinces.tsv");
  self->cities = load_table ("cities.tsv");
  self->districts = load_table ("districts.tsv");
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (char *row = bekasi.start, *next; row < bekasi.end; row = next)
    {
      next = row + strlen (row) + 1;
      add_place (self, row);
    }
  return self;
}

/** pamor_regions_get_default: Returns: (transfer none): loaded at the first call, on any thread */
PamorRegions *
pamor_regions_get_default (void)
{
  static PamorRegions *regions = NULL;

  if (g_once_init_enter (&regions))
    g_once_init_leave (&regions, load ());
  return regions;
}

/** pamor_regions_has_province: whether @code2 begins with the code of one of the 38 provinces */
gboolean
pamor_regions_has_province (PamorRegions *self,
                            const char   *code2)
{
  g_return_val_if_fail (self != NULL && code2 != NULL, FALSE);

  return find_row (&self->provinces, code2, 2) != NULL;
}

/**
 * pamor_regions_find_city:
 * @code4: its first 4 digits are read
 *
 * Returns: (transfer none) (nullable): latest name of a kab/kota, today's or of since 2016
 */
const char *
pamor_regions_find_city (PamorRegions *self,
                         const char   *code4)
{
  const char *row;

  g_return_val_if_fail (self != NULL && code4 != NULL, NULL);

  row = find_row (&self->cities, code4, 4);
  return row == NULL ? NULL : strchr (row, '\t') + 1;
}

/**
 * pamor_regions_find_district:
 * @code6: its first 6 digits are read
 * @historical: (out) (optional): whether the code is no longer given out
 *
 * Returns: (transfer none) (nullable): latest name of a kecamatan, today's or of since 2016
 */
const char *
pamor_regions_find_district (PamorRegions *self,
                             const char   *code6,
                             gboolean     *historical)
{
  const char *row;

  g_return_val_if_fail (self != NULL && code6 != NULL, NULL);

  row = find_row (&self->districts, code6, 6);
  if (row == NULL)
    return NULL;
  if (historical != NULL)
    *historical = g_str_has_prefix (row + 6, "\tpast\t");
  return strrchr (row, '\t') + 1;
}

static int
compare_code (const void *code,
              const void *place)
{
  return strcmp (code, ((const Place *) place)->area.code);
}

/** pamor_regions_find_area: Returns: (transfer none) (nullable): by code, "32.75.02.1004" */
const PamorArea *
pamor_regions_find_area (PamorRegions *self,
                         const char   *code)
{
  const Place *place;

  g_return_val_if_fail (self != NULL, NULL);

  if (code == NULL || self->places->len == 0)
    return NULL;
  place = bsearch (code, self->places->data, self->places->len, sizeof (Place), compare_code);
  return place == NULL ? NULL : &place->area;
}

/* 0: the name begins with it; 1: it is in the name; 2: the kecamatan has to do with it; 3: no */
static int
rank (const Place *place,
      const char  *wanted)
{
  const char *at = strstr (place->key, wanted);

  if (at == NULL)
    return 3;
  if (at == place->key)
    return 0;
  return at < place->key + place->name_len ? 1 : 2;
}

/**
 * pamor_regions_search_areas:
 * @text: any part of the name of a kelurahan or its kecamatan, in any spelling of spaces and case,
 *   or the one followed by the other, "bintara jaya, bekasi barat"; "" finds all
 *
 * Returns: (transfer container) (element-type PamorArea): kelurahan and kecamatan, first whose
 *   own name begins with @text, then whose name has it in it, then those of such a kecamatan; each
 *   by code
 */
GPtrArray *
pamor_regions_search_areas (PamorRegions *self,
                            const char   *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  wanted = fold (text);
  for (int wanted_rank = 0; wanted_rank < 3; wanted_rank++)
    for (guint i = 0; i < self->places->len; i++)
      {
        Place *place = &g_array_index (self->places, Place, i);

        if (rank (place, wanted) == wanted_rank)
          g_ptr_array_add (found, &place->area);
      }
  return g_steal_pointer (&found);
}

static GArray *
make_by_name (PamorRegions *self)
{
  GArray *by_name = g_array_new (FALSE, FALSE, sizeof (District));

  for (const char *row = self->districts.start; row < self->districts.end;
       row += strlen (row) + 1)
    {
      const char *city = pamor_regions_find_city (self, row);
      g_autofree char *name = fold (strrchr (row, '\t') + 1);
      g_autofree char *above = fold (city == NULL ? "" : city);
      District district = { row, g_strconcat (name, above, NULL), strlen (name),
                            g_str_has_prefix (row + 6, "\tpast\t") };

      g_array_append_val (by_name, district);
    }
  return by_name;
}

/* 8,000 names are folded when somebody first looks for one, on any thread. */
static const GArray *
list_districts (PamorRegions *self)
{
  if (g_once_init_enter (&self->by_name))
    g_once_init_leave (&self->by_name, make_by_name (self));
  return self->by_name;
}

/* 0: the name begins with it; 1: it is in the name; 2: every word is in the name or that of its
 * kab/kota; 3: no */
static guint
rank_district (const District    *district,
               const char        *wanted,
               const char *const *words)
{
  const char *at = strstr (district->key, wanted);

  if (at != NULL && at < district->key + district->name_len)
    return at == district->key ? 0 : 1;
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (district->key, words[i]) == NULL)
      return 3;
  return 2;
}

static GStrv
fold_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,.", -1);
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = fold (words[i]);

      if (*word != '\0')
        g_strv_builder_add (folded, word);
    }
  return g_strv_builder_end (folded);
}

/**
 * pamor_regions_search_districts:
 * @text: any part of the name of a kecamatan anywhere in the country or of its kab/kota, in any
 *   spelling of spaces and case; blank finds none
 * @most: how many at most
 *
 * Returns: (transfer full) (element-type utf8): six-digit codes; those given out today first, then
 *   past ones; of each first whose name begins with @text, then whose name has it in it, then whose
 *   name and kab/kota have all its words
 */
GPtrArray *
pamor_regions_search_districts (PamorRegions *self,
                                const char   *text,
                                guint         most)
{
  GPtrArray *found;
  g_autofree char *wanted = NULL;
  g_auto (GStrv) words = NULL;
  const GArray *districts;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  found = g_ptr_array_new_with_free_func (g_free);
  wanted = fold (text);
  words = fold_words (text);
  districts = list_districts (self);
  for (guint round = 0; round < 6 && *wanted != '\0'; round++)
    for (guint i = 0; i < districts->len && found->len < most; i++)
      {
        const District *district = &g_array_index (districts, District, i);

        if (district->past == (round >= 3)
            && rank_district (district, wanted, (const char *const *) words) == round % 3)
          g_ptr_array_add (found, g_strndup (district->row, 6));
      }
  return found;
}

/**
 * pamor_regions_dup_district_words:
 * @code6: its first 6 digits are read
 *
 * Returns: (transfer full) (nullable): "Kec. Coblong, Kota Bandung, Jawa Barat"; %NULL where there
 *   was never such a kecamatan
 */
char *
pamor_regions_dup_district_words (PamorRegions *self,
                                  const char   *code6)
{
  const char *name, *city, *province;

  g_return_val_if_fail (self != NULL && code6 != NULL, NULL);

  name = pamor_regions_find_district (self, code6, NULL);
  if (name == NULL)
    return NULL;
  city = pamor_regions_find_city (self, code6);
  province = find_row (&self->provinces, code6, 2);
  return g_strdup_printf ("Kec. %s%s%s%s%s", name, city == NULL ? "" : ", ",
                          city == NULL ? "" : city, province == NULL ? "" : ", ",
                          province == NULL ? "" : strchr (province, '\t') + 1);
}
