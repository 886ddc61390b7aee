/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-form.h"

#include "pamor-test-catalogue.h"

#include <string.h>

static const char *const codes[] = { "KTP_BARU",  "KTP_UBAH",   "KTP_HILANG", "KTP_RUSAK",
                                     "KTP_REKAM", "KTP_FOTO",   "KTP_PINDAH", "KTP_LUARDOM",
                                     "KIA_BARU_A", "KIA_BARU_B", "KIA_HILANG", "KIA_RUSAK",
                                     "KIA_PINDAH", "KK_BARU",    "KK_TAMBAH",  "KK_UBAH",
                                     "KK_PISAH",  "KK_NUMPANG", "KK_PINDAH",  "KK_GANTIKEPALA",
                                     "KK_HILANG", "KK_RUSAK",   "PINDAH_KELUAR", "PINDAH_DALAM",
                                     "PINDAH_DATANG", "AKTA_LAHIR", "AKTA_LAHIR_LAMBAT",
                                     "AKTA_MATI", "ADUAN",      "ANTREAN",    "KUNJUNGAN",
                                     "KUNJUNGAN_RUMAH", "JEMPUT", "ORANG_ASING" };

static void
test_the_examples_can_be_sealed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (PamorForm) form = pamor_test_form_fill (codes[i]);
      g_autoptr (GPtrArray) problems = pamor_test_form_check (form);

      for (guint j = 0; j < problems->len; j++)
        {
          PamorProblem *problem = g_ptr_array_index (problems, j);

          g_test_message ("%s: %s %s %s", codes[i], problem->rule, problem->path, problem->message);
          g_assert_false (pamor_problem_blocks (problem));
        }
      g_assert_cmpint (pamor_test_problems_have (problems, "IKD01", "data.ikd"), ==,
                       g_str_equal (codes[i], "KTP_HILANG") || g_str_equal (codes[i], "KTP_RUSAK"));
    }
}

/* Each of them would be in order but for one thing. */
static void
test_the_bad_examples_are_refused (void)
{
  static const struct { const char *name, *rule, *path; } rows[] = {
    { "bad-KK04", "KK04", "anggota.orang[0].birth" },
    { "bad-PDH01", "PDH01", "tinggal.wali_ada" },
    { "bad-PDH02", "PDH02", "pindah.klasifikasi" },
    { "bad-DOMISILI", "service_off", "pemohon.orang.name" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorForm) form = pamor_test_form_fill (rows[i].name);
      g_autoptr (GPtrArray) problems = pamor_test_form_check (form);
      guint blocking = 0;

      g_test_message ("%s", rows[i].name);
      for (guint j = 0; j < problems->len; j++)
        blocking += pamor_problem_blocks (g_ptr_array_index (problems, j));
      g_assert_cmpuint (blocking, ==, 1);
      g_assert_true (pamor_test_problems_have (problems, rows[i].rule, rows[i].path));
    }
}

static void
test_rules_of_numbers (void)
{
  static const PamorTestRow rows[] = {
    { "KTP_BARU", "pemohon.orang.nik=327503021009", "NIK01", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=9975030210090001", "NIK02", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=3299030210090001", "NIK03", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=3275990210090001", "NIK04", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=3275033510090001", "NIK05", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=3275033102090001", "NIK06", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.nik=3275030210090000", "NIK07", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.orang.birth=2009-10-03", "NIK09", "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.orang.birth=2008-10-02", "NIK09", "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.orang.nik=3275030210900001;pemohon.orang.birth=1890-10-02", "NIK09",
      "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.orang.sex=P", "NIK10", "pemohon.orang.sex" },
    { "AKTA_LAHIR", "anak.nik=3275030210090001", "NIK09", "anak.lahir" },
    { "AKTA_LAHIR", "anak.nik=3275030210090001;anak.jenis_kelamin=2", "NIK10",
      "anak.jenis_kelamin" },
    { "KTP_BARU", "pemohon.orang.nik=3173010210090001", "NIK11", "pemohon.orang.nik" },
    { "AKTA_LAHIR", "saksi.orang[1].nik=3275 0217 0180 0004", "NIK12", "saksi.orang[1].nik" },
    { "KTP_BARU", "pemohon.orang.nik=1111111111111111", "NIK13", "pemohon.orang.nik" },
    { "KTP_BARU", "pemohon.no_kk=32750312031800", "KK01", "pemohon.no_kk" },
    { "KTP_BARU", "pemohon.no_kk=3275035203180007", "KK02", "pemohon.no_kk" },
    { "KTP_BARU", "pemohon.no_kk=3275 0302 1009 0001", "KK03", "pemohon.no_kk" },
    { "KTP_BARU", "pemohon.no_kk=3275033113180007", "KK06", "pemohon.no_kk" },
    { "KTP_BARU", "pemohon.hp=0217654321", "KTK01", "pemohon.hp" },
    { "KTP_BARU", "pemohon.hp=08123", "KTK01", "pemohon.hp" },
    { "KTP_BARU", "pemohon.hp=+081234500001", "KTK01", "pemohon.hp" },
    { "KTP_BARU", "pemohon.hp=62081234500001", "KTK01", "pemohon.hp" },
    { "KTP_BARU", "pemohon.alamat.rt=0005", "RTW01", "pemohon.alamat.rt" },
    { "KTP_BARU", "pemohon.alamat.rw=000", "RTW01", "pemohon.alamat.rw" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_rules_of_names (void)
{
  static const PamorTestRow rows[] = {
    { "AKTA_LAHIR",
      "anak.nama=Abcdefghi Abcdefghi Abcdefghi Abcdefghi Abcdefghi Abcdefghijk", "NAM01",
      "anak.nama" },
    { "AKTA_LAHIR", "anak.nama=Kirana", "NAM02", "anak.nama" },
    { "AKTA_LAHIR", "anak.nama=Nur'aini Putri", "NAM03", "anak.nama" },
    { "AKTA_LAHIR", "anak.nama=Dr Kirana Ayu", "NAM04", "anak.nama" },
    { "KK_TAMBAH", "anggota.orang[0].name=M. Kirana", "NAM03", "anggota.orang[0].name" },
  };
  g_autoptr (GPtrArray) recorded = pamor_test_form_try ("AKTA_LAHIR", "ibu.orang.name=Nur'aini");

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
  g_assert_false (pamor_test_problems_have (recorded, "NAM02", "ibu.orang.name")); /* NAM05 */
  g_assert_false (pamor_test_problems_have (recorded, "NAM03", "ibu.orang.name"));
}

static void
test_rules_of_kinds (void)
{
  static const PamorTestRow rows[] = {
    { "KTP_BARU", "pemohon.orang.name=", "required", "pemohon.orang.name" },
    { "KTP_BARU", "pemohon.orang.birth=", "required", "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.alamat.kelurahan=", "required", "pemohon.alamat.kelurahan" },
    { "KTP_BARU", "pemohon.hp=   ", "required", "pemohon.hp" },
    { "KTP_BARU", "ambil.lokasi=MPP", "required", "ambil.tanggal" },
    { "KTP_BARU", "sesi.hadir=", "required", "sesi.hadir" },
    { "KTP_RUSAK", "disabilitas.pendamping_hp=", "required", "disabilitas.pendamping_hp" },
    { "AKTA_LAHIR", "anak.pukul=", "required", "anak.pukul" },
    { "ADUAN", "pelapor.alamat.rt=001", "required", "pelapor.alamat.kelurahan" },
    { "KTP_BARU", "pemohon.email=sari(at)contoh.id", "email", "pemohon.email" },
    { "KTP_BARU", "pemohon.email=sari@contoh", "email", "pemohon.email" },
    { "KTP_BARU", "pemohon.alamat.kelurahan=32.75.05", "choice", "pemohon.alamat.kelurahan" },
    { "KTP_BARU", "pemohon.orang.sex=X", "choice", "pemohon.orang.sex" },
    { "KTP_BARU", "ambil.lokasi=BULAN", "choice", "ambil.lokasi" },
    { "KTP_BARU", "kuasa.diwakilkan=mungkin", "yes_no", "kuasa.diwakilkan" },
    { "KTP_BARU", "pemohon.orang.birth=2026-02-30", "date", "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.orang.birth=2026-11-21", "date_late", "pemohon.orang.birth" },
    { "AKTA_LAHIR", "anak.lahir=2026-11-21", "date_late", "anak.lahir" },
    { "AKTA_LAHIR", "anak.berat=tiga", "number", "anak.berat" },
    { "AKTA_LAHIR", "anak.ke=0", "number_low", "anak.ke" },
    { "AKTA_LAHIR", "anak.ke=21", "number_high", "anak.ke" },
    { "AKTA_LAHIR", "anak.pukul=setengah tiga", "time", "anak.pukul" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_limits_hold_on_both_sides (void)
{
  static const PamorTestRow silent[] = {
    { "KTP_BARU", "pemohon.orang.birth=1909-10-02", "NIK09", "pemohon.orang.birth" }, /* NIK08 */
    { "AKTA_LAHIR", "asal_usul.diketahui=tidak;anak.pukul=", "required", "anak.pukul" },
    { "AKTA_LAHIR", "asal_usul.diketahui=tidak;anak.berat=", "required", "anak.berat" },
    { "AKTA_LAHIR", "asal_usul.diketahui=tidak;anak.panjang=", "required", "anak.panjang" },
    { "AKTA_LAHIR", "asal_usul.diketahui=tidak;anak.ke=", "required", "anak.ke" },
    { "KTP_BARU", "pemohon.orang.birth=2009-11-20", "KTP01", "pemohon.orang.birth" },
    { "KTP_BARU", "pemohon.orang.birth=2010-01-01;pemohon.status_kawin=2", "KTP01",
      "pemohon.orang.birth" },
    { "KTP_REKAM", "pemohon.orang.birth=2010-11-19", "KTP02", "pemohon.orang.birth" },
    { "KTP_REKAM", "pemohon.orang.birth=2012-01-01;pemohon.status_kawin=2", "KTP02",
      "pemohon.orang.birth" },
    { "KIA_BARU_A", "anak.orang.birth=2021-11-21", "KIA02", "anak.orang.birth" },
    { "KIA_BARU_B", "anak.orang.birth=2021-11-20", "KIA04", "anak.orang.birth" },
    { "KIA_BARU_B", "anak.orang.birth=2009-11-21;anak.pernah_kawin=tidak", "KIA01",
      "anak.orang.birth" },
    { "KTP_HILANG", "hilang.surat_tanggal=2026-10-21", "HLG01", "hilang.surat_tanggal" },
    { "PINDAH_DALAM", "pindah.klasifikasi=2;tujuan.alamat.kelurahan=32.75.04.1002", "PDH02",
      "pindah.klasifikasi" },
    { "PINDAH_DALAM", "pindah.klasifikasi=1;tujuan.alamat.kelurahan=32.75.04.1001", "PDH02",
      "pindah.klasifikasi" },
    { "PINDAH_KELUAR", "pindah.klasifikasi=4;tujuan.kecamatan=327304", "PDH02",
      "pindah.klasifikasi" },
    { "PINDAH_KELUAR", "tujuan.kecamatan=", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_KELUAR", "pindah.jenis=2;tinggal.orang[0].birth=2015-03-01;tinggal.wali_ada=tidak",
      "PDH01", "tinggal.wali_ada" },
    { "KK_BARU", "keluarga.lengkap=tidak;anggota.orang[0].agama=", "required",
      "anggota.orang[0].agama" },
    { "KTP_HILANG", "ambil.lokasi=PAMOR", "required", "ambil.tanggal" },
    { "KTP_HILANG", "ambil.lokasi=", "required", "ambil.tanggal" },
    { "KTP_HILANG", "disabilitas.jenis=", "required", "disabilitas.jenis" },
    { "AKTA_LAHIR", "anak.lahir=2026-09-21", "LHR01", "anak.lahir" },
    { "AKTA_LAHIR", "anak.berat=300", "LHR04", "anak.berat" },
    { "AKTA_LAHIR", "anak.berat=7000", "LHR04", "anak.berat" },
    { "AKTA_LAHIR", "ibu.orang.birth=2016-10-25", "LHR05", "ibu.orang.birth" },
    { "AKTA_LAHIR", "ibu.orang.birth=1965-10-26", "LHR05", "ibu.orang.birth" },
    { "KTP_BARU", "pemohon.hp=+62 812-3450-0001", "KTK01", "pemohon.hp" },
    { "ADUAN", "pelapor.rahasia=ya;pelapor.nama=", "required", "pelapor.nama" },
    { "ADUAN", "aduan.macam=TANYA;aduan.uraian=;aduan.tanggal=", "required", "aduan.uraian" },
    { "AKTA_LAHIR_LAMBAT", "anak.lahir=2026-09-20", "LHR07", "anak.lahir" },
    { "AKTA_MATI", "kematian.tanggal=1950-06-12", "MTI01", "kematian.tanggal" },
    { "AKTA_MATI", "kematian.tanggal=2026-11-20", "MTI01", "kematian.tanggal" },
    { "AKTA_MATI", "kematian.tanggal=2026-10-21", "MTI02", "kematian.tanggal" },
    { "AKTA_MATI", "mati.orang.no_nik=ya;mati.no_kk=", "required", "mati.no_kk" },
    { "KUNJUNGAN", "kunjungan.hasil=KOSONG;kunjungan.ditemui[0]=", "required",
      "kunjungan.ditemui[0]" },
    { "KTP_RUSAK", "data.ikd=ya", "IKD01", "data.ikd" }, /* the example: tidak, with a reason */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autoptr (GPtrArray) problems = pamor_test_form_try (silent[i].service, silent[i].answers);

      g_test_message ("%s %s", silent[i].answers, silent[i].rule);
      g_assert_false (pamor_test_problems_have (problems, silent[i].rule, silent[i].path));
    }
}

static void
test_documents_follow_the_answers (void)
{
  static const struct { const char *service, *answers, *due; } rows[] = {
    { "AKTA_LAHIR", "asal_usul.surat_lahir=tidak", "F203" },
    { "AKTA_LAHIR", "orang_tua.bukti_nikah=tidak;orang_tua.kawin_di_kk=ya", "F204" },
    { "AKTA_LAHIR", "asal_usul.diketahui=tidak", "BAP" },
    { "AKTA_LAHIR", "kuasa.diwakilkan=ya", "F107" },
    { "AKTA_MATI", "kematian.keadaan=TANPA_IDENTITAS", "SK_POLISI" },
    { "AKTA_MATI", "kematian.keadaan=TIDAK_DITEMUKAN", "PN" },
    { "AKTA_MATI", "kematian.keadaan=PESAWAT", "SK_MASKAPAI" },
    { "KK_TAMBAH", "tambah.alasan=BELUM_NIK;anggota.orang[0].birth=2000-01-01", "RTRW" },
    { "KK_BARU", "baru.sebab=CERAI", "CERAI" },
    { "KK_BARU", "baru.tercatat=tidak", "F105" },
    { "KK_BARU", "baru.pindah_datang=ya", "SKPWNI" },
    { "KK_GANTIKEPALA", "ganti.anak_saja=ya", "WALI" },
    { "KK_UBAH", "perubahan.orang[0].agama_ubah=ya", "SK_AGAMA" },
    { "KK_UBAH", "perubahan.orang[0].lain_kawin=4", "AKTA_MATI" },
    { "KK_UBAH", "perubahan.orang[1].lain_elemen=NAMA", "PN" },
    { "PINDAH_KELUAR", "tinggal.orang[0].birth=2015-03-01", "WALI" },
    { "PINDAH_DALAM", "rumah.status=KOST", "IZIN_RUMAH" },
    { "KTP_BARU", "pemohon.orang.birth=2010-01-01;pemohon.status_kawin=2", "NIKAH" },
    { "KTP_RUSAK", "data.ikd=ya", "IKD" },
    { "KTP_PINDAH", "asal.hilang=ya", "HILANG" },
    { "KTP_LUARDOM", "ktp.keadaan=RUSAK", "KTP_RUSAK" },
    { "KIA_RUSAK", "anak.orang.birth=2021-11-20", "FOTO" },
    { "KTP_REKAM", "asing.wna=ya", "PASPOR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) problems = pamor_test_form_try (rows[i].service, rows[i].answers);
      g_autofree char *path = g_strconcat ("attachment:", rows[i].due, NULL);

      g_test_message ("%s", path);
      g_assert_true (pamor_test_problems_have (problems, "required", path));
    }
}

static void
add_photo (PamorForm  *form,
           const char *requirement)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("foto", 4);
  g_autoptr (PamorAttachment) photo
      = pamor_attachment_new ("019aa2f0-1c3e-7abc-8def-012345678955", requirement, content);

  pamor_form_add_attachment (form, photo);
}

static void
test_photos_are_counted (void)
{
  g_autoptr (PamorForm) bare = pamor_test_form_read ("KTP_BARU");
  g_autoptr (PamorForm) full = pamor_test_form_fill ("KTP_BARU");
  g_autoptr (GPtrArray) missing = pamor_test_form_check (bare);
  g_autoptr (GPtrArray) many = NULL;

  g_assert_true (pamor_test_problems_have (missing, "required", "attachment:KK"));
  add_photo (full, "KK");
  add_photo (full, "SIM");
  many = pamor_test_form_check (full);
  g_assert_true (pamor_test_problems_have (many, "photo_many", "attachment:KK"));
  g_assert_true (pamor_test_problems_have (many, "photo_unknown", "attachment:SIM"));
}

static void
test_what_is_hidden_is_not_checked (void)
{
  g_autoptr (GPtrArray) problems = pamor_test_form_try (
      "AKTA_LAHIR", "ayah.orang.nik=1;asal_usul.diketahui=tidak;ibu.orang.name=");

  g_assert_false (pamor_test_problems_have (problems, "NIK01", "ayah.orang.nik"));
  g_assert_false (pamor_test_problems_have (problems, "required", "ibu.orang.name"));
}

static void
test_lists_are_counted (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) many = NULL;

  pamor_form_append_item (form, "saksi.orang");
  many = pamor_test_form_check (form);
  g_assert_true (pamor_test_problems_have (many, "list_long", "saksi.orang"));
  g_assert_true (pamor_test_problems_have (many, "required", "saksi.orang[2].name"));
  pamor_form_remove_item (form, "saksi.orang", 2);
  pamor_form_remove_item (form, "saksi.orang", 1);
  few = pamor_test_form_check (form);
  g_assert_true (pamor_test_problems_have (few, "required", "saksi.orang"));
}

static void
test_who_has_no_nik_needs_birth_and_sex (void)
{
  g_autoptr (GPtrArray) problems
      = pamor_test_form_try ("AKTA_LAHIR",
                             "ayah.orang.no_nik=ya;ayah.orang.nik=1;ayah.orang.birth=");

  g_assert_false (pamor_test_problems_have (problems, "NIK01", "ayah.orang.nik"));
  g_assert_false (pamor_test_problems_have (problems, "required", "ayah.orang.nik"));
  g_assert_true (pamor_test_problems_have (problems, "required", "ayah.orang.birth"));
}

static PamorProblem *
find_problem (GPtrArray  *problems,
              const char *rule)
{
  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((PamorProblem *) g_ptr_array_index (problems, i))->rule, rule))
      return g_ptr_array_index (problems, i);
  return NULL;
}

static void
test_a_reason_lets_a_warning_pass (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) blank = NULL;
  g_autoptr (GPtrArray) after = NULL;

  pamor_form_set (form, "anak.berat", "7100");
  before = pamor_test_form_check (form);
  g_assert_true (pamor_problem_blocks (find_problem (before, "LHR04")));
  pamor_form_set_reason (form, "LHR04", "anak.berat", "  ");
  blank = pamor_test_form_check (form);
  g_assert_true (pamor_problem_blocks (find_problem (blank, "LHR04")));
  pamor_form_set_reason (form, "LHR04", "anak.berat", "Ibu diabetes");
  after = pamor_test_form_check (form);
  g_assert_false (pamor_problem_blocks (find_problem (after, "LHR04")));
  g_assert_cmpstr (find_problem (after, "LHR04")->reason, ==, "Ibu diabetes");
}

static void
test_a_reason_does_not_lift_a_refusal (void)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill ("AKTA_LAHIR");
  g_autoptr (GPtrArray) problems = NULL;

  pamor_form_set (form, "saksi.orang[0].nik", "3275010503930002");
  pamor_form_set_reason (form, "LHR02", "saksi.orang[0].nik", "tidak ada orang lain");
  problems = pamor_test_form_check (form);
  g_assert_true (pamor_problem_blocks (find_problem (problems, "LHR02")));
}

static void
test_consent_names_who_agreed (void)
{
  static const struct { const char *key, *value; } rows[]
      = { { "agreed", NULL }, { "role", "tetangga" }, { "name", NULL }, { "name", "  " } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorForm) form = pamor_test_form_fill ("ADUAN");
      g_autoptr (GPtrArray) problems = NULL;

      pamor_form_set_consent (form, rows[i].key, rows[i].value);
      problems = pamor_test_form_check (form);
      g_assert_true (pamor_test_problems_have (problems, "consent", "consent"));
    }
}

static void
test_problems_come_in_the_order_of_the_form (void)
{
  static const char *const order[]
      = { "pemohon.hp", "anak.nama", "saksi.orang[1].name", "attachment:KK", "attachment:SKL",
          "consent" };
  g_autoptr (PamorForm) form = pamor_test_form_read ("AKTA_LAHIR");
  g_autoptr (GPtrArray) problems = NULL;
  guint at = 0;

  pamor_form_set (form, "saksi.orang[1].name", NULL);
  pamor_form_set (form, "anak.nama", NULL);
  pamor_form_set (form, "pemohon.hp", NULL);
  pamor_form_set_consent (form, "agreed", NULL);
  problems = pamor_test_form_check (form);
  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((PamorProblem *) g_ptr_array_index (problems, i))->path, order[at]))
      at = MIN (at + 1, G_N_ELEMENTS (order) - 1);
  g_assert_cmpuint (at, ==, G_N_ELEMENTS (order) - 1);
  g_assert_cmpstr (((PamorProblem *) g_ptr_array_index (problems, problems->len - 1))->path, ==,
                   "consent");
}

static void
test_words_come_from_the_catalogue (void)
{
  g_autoptr (GPtrArray) problems
      = pamor_test_form_try ("AKTA_LAHIR", "saksi.orang[1].name=;anak.ke=40");
  PamorProblem *missing = find_problem (problems, "required");
  PamorProblem *high = find_problem (problems, "number_high");

  g_assert_cmpstr (missing->message, ==, "Saksi 2: Nama lengkap belum diisi.");
  g_assert_cmpstr (high->message, ==, "Anak ke- paling banyak 20.");
  g_assert_nonnull (missing->remedy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-check/the-examples-can-be-sealed", test_the_examples_can_be_sealed);
  g_test_add_func ("/form-check/the-bad-examples-are-refused", test_the_bad_examples_are_refused);
  g_test_add_func ("/form-check/rules-of-numbers", test_rules_of_numbers);
  g_test_add_func ("/form-check/rules-of-names", test_rules_of_names);
  g_test_add_func ("/form-check/rules-of-kinds", test_rules_of_kinds);
  g_test_add_func ("/form-check/limits-hold-on-both-sides", test_limits_hold_on_both_sides);
  g_test_add_func ("/form-check/documents-follow-the-answers", test_documents_follow_the_answers);
  g_test_add_func ("/form-check/photos-are-counted", test_photos_are_counted);
  g_test_add_func ("/form-check/what-is-hidden-is-not-checked", test_what_is_hidden_is_not_checked);
  g_test_add_func ("/form-check/lists-are-counted", test_lists_are_counted);
  g_test_add_func ("/form-check/who-has-no-nik-needs-birth-and-sex",
                   test_who_has_no_nik_needs_birth_and_sex);
  g_test_add_func ("/form-check/a-reason-lets-a-warning-pass", test_a_reason_lets_a_warning_pass);
  g_test_add_func ("/form-check/a-reason-does-not-lift-a-refusal",
                   test_a_reason_does_not_lift_a_refusal);
  g_test_add_func ("/form-check/consent-names-who-agreed", test_consent_names_who_agreed);
  g_test_add_func ("/form-check/problems-come-in-the-order-of-the-form",
                   test_problems_come_in_the_order_of_the_form);
  g_test_add_func ("/form-check/words-come-from-the-catalogue", test_words_come_from_the_catalogue);
  return g_test_run ();
}
