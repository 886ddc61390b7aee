/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-catalogue.h"

static void
test_rules_of_cards_of_identity (void)
{
  static const PamorTestRow rows[] = {
    { "KTP_BARU", "pemohon.orang.birth=2009-11-21", "KTP01", "pemohon.orang.birth" },
    { "KTP_BARU", "ktp.sudah_rekam=tidak", "KTP04", "ktp.sudah_rekam" },
    { "KTP_BARU", "kuasa.diwakilkan=ya;kuasa.orang.nik=3275030210090001", "KUA01",
      "kuasa.orang.nik" },
    { "KTP_UBAH", "perubahan.menjadi=Belum kawin", "UBH01", "perubahan.menjadi" },
    { "KTP_UBAH", "perubahan2.elemen=STATUS_KAWIN", "UBH02", "perubahan2.elemen" },
    { "KTP_UBAH", "perubahan.elemen=JENIS_KELAMIN", "UBH03", "perubahan.elemen" },
    { "KTP_UBAH", "kk.diperbarui=tidak", "UBH04", "kk.diperbarui" },
    { "KTP_HILANG", "data.berubah=ya", "KTP03", "data.berubah" },
    { "KTP_RUSAK", "data.ikd=bukan", "yes_no", "data.ikd" },
    { "KTP_RUSAK", "data.berubah=ya", "KTP03", "data.berubah" },
    { "KTP_HILANG", "ambil.lokasi=MPP", "MTK01", "ambil.lokasi" },
    { "KTP_HILANG", "hilang.surat_tanggal=2026-10-20", "HLG01", "hilang.surat_tanggal" },
    { "KTP_REKAM", "pemohon.orang.birth=2010-11-20", "KTP02", "pemohon.orang.birth" },
    { "KTP_REKAM", "rekam.pernah=ya", "REK01", "rekam.pernah" },
    { "KTP_REKAM", "asing.wna=ya", "SIP01", "asing.wna" },
    { "KTP_REKAM", "asing.wna=ya;asing.itas_terbit=2026-02-01;asing.itas_akhir=2026-01-31", "SIP02",
      "asing.itas_akhir" },
    { "KTP_PINDAH", "asal.kk_terbit=tidak", "PDT01", "asal.kk_terbit" },
    { "KTP_PINDAH", "asal.kecamatan=327504", "PDT02", "asal.kecamatan" },
    { "KTP_LUARDOM", "ktp.berubah=ya", "KTP03", "ktp.berubah" },
    { "KTP_LUARDOM", "ktp.sudah_rekam=tidak", "LUD01", "ktp.sudah_rekam" },
    { "KTP_LUARDOM", "pemohon.kecamatan=327512", "LUD02", "pemohon.kecamatan" },
    { "KIA_BARU_A", "anak.orang.birth=2021-11-20", "KIA02", "anak.orang.birth" },
    { "KIA_BARU_A", "anak.orang.birth=2009-11-20", "KIA01", "anak.orang.birth" },
    { "KIA_BARU_A", "anak.orang.no_nik=ya", "KIA03", "anak.orang.no_nik" },
    { "KIA_BARU_B", "anak.orang.birth=2021-11-21", "KIA04", "anak.orang.birth" },
    { "KIA_BARU_B", "anak.orang.birth=2009-11-20", "KIA01", "anak.orang.birth" },
    { "KIA_HILANG", "anak.pernah_kawin=ya", "KIA01", "anak.orang.birth" },
    { "KIA_HILANG", "anak.orang.nik=3275026107919010", "NIK12", "anak.orang.nik" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_rules_of_family_cards (void)
{
  static const PamorTestRow rows[] = {
    { "KK_TAMBAH", "anggota.orang[0].shdk=1", "KK04", "anggota.orang[0].shdk" },
    { "KK_TAMBAH", "tambah.alasan=BERNIK", "KK05", "tambah.alasan" },
    { "KK_TAMBAH", "tambah.alasan=BERNIK", "KKT02", "anggota.orang[0].name" },
    { "KK_TAMBAH", "anggota.orang[0].no_nik=tidak;anggota.orang[0].nik=3275010503930002", "NIK12",
      "anggota.orang[0].nik" },
    { "KK_TAMBAH", "anggota.orang[0].no_nik=tidak;anggota.orang[0].nik=3275016510260001", "KKT02",
      "anggota.orang[0].name" },
    { "KK_TAMBAH", "anggota.orang[0].nama_ayah=", "BIO03", "anggota.orang[0].nama_ayah" },
    { "KK_TAMBAH", "anggota.orang[0].warga=2", "SIP01", "anggota.orang[0].warga" },
    { "KK_BARU", "anggota.orang[0].shdk=3", "KK04", "keluarga.kepala" },
    { "KK_BARU", "anggota.orang[1].shdk=1", "KK04", "keluarga.kepala" },
    { "KK_BARU", "anggota.orang[1].nik_ibu=3275015208950003", "NIK12", "anggota.orang[1].nik_ibu" },
    { "KK_BARU", "anggota.orang[1].tgl_kawin=1990-01-01", "BIO02", "anggota.orang[1].tgl_kawin" },
    { "KK_BARU", "baru.tercatat=tidak", "KKB01", "baru.tercatat" },
    { "KK_GANTIKEPALA", "ganti.anak_saja=ya", "GKK01", "ganti.anak_saja" },
    { "KK_GANTIKEPALA", "anggota.orang[0].birth=2012-01-01;anggota.orang[1].birth=2015-01-01",
      "GKK02", "ganti.anak_saja" },
    { "KK_GANTIKEPALA", "anggota.orang[0].birth=2012-01-01;anggota.orang[0].kawin=1", "KK04",
      "anggota.orang[0].birth" },
    { "KK_GANTIKEPALA", "anggota.orang[1].nik=3275031702610004", "NIK12", "anggota.orang[1].nik" },
    { "KK_PISAH", "pisah.satu_alamat=tidak", "PSH01", "pisah.satu_alamat" },
    { "KK_NUMPANG", "tumpang.setuju=tidak", "NPG02", "tumpang.setuju" },
    { "KK_NUMPANG", "tumpang.no_kk_asal=3275011203180007", "NPG01", "tumpang.no_kk_asal" },
    { "KK_NUMPANG", "anggota.orang[0].shdk=1", "KK04", "anggota.orang[0].shdk" },
    { "KK_UBAH", "perubahan.orang[1].lain_ubah=tidak", "UBH05", "perubahan.orang[1].didik_ubah" },
    { "KK_UBAH", "perubahan.orang[0].didik_menjadi=5", "UBH01",
      "perubahan.orang[0].didik_menjadi" },
    { "KK_UBAH", "perubahan.orang[1].lain_elemen=JENIS_KELAMIN", "UBH03",
      "perubahan.orang[1].lain_elemen" },
    { "KK_RUSAK", "data.berubah=ya", "KKH01", "data.berubah" },
    { "KK_PINDAH", "asal.kecamatan=327504", "PDL01", "asal.kecamatan" },
    { "KK_PINDAH", "asal.rt=0", "RTW01", "asal.rt" },
    { "KK_TAMBAH", "anggota.orang[0].birth=2000-01-01", "KKT01", "anggota.orang[0].birth" },
    { "KK_TAMBAH", "anggota.orang[0].nik_ayah=3275015208950003", "NIK12",
      "anggota.orang[0].nik_ibu" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_rules_of_moves (void)
{
  static const PamorTestRow rows[] = {
    { "PINDAH_KELUAR", "pindah.klasifikasi=4", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_KELUAR", "tujuan.kecamatan=327304", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_KELUAR", "tujuan.kecamatan=327504", "PDL01", "tujuan.kecamatan" },
    { "PINDAH_KELUAR", "tinggal.orang[0].birth=2015-03-01;tinggal.wali_ada=tidak", "PDH01",
      "tinggal.wali_ada" },
    { "PINDAH_KELUAR", "tinggal.orang[0].nik=3275050905800003", "NIK12", "tinggal.orang[0].nik" },
    { "PINDAH_KELUAR", "pindah.jenis=4", "PDH03", "pindah.jenis" },
    { "PINDAH_DALAM", "pindah.klasifikasi=2", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_DALAM", "tujuan.alamat.kelurahan=32.75.04.1002", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_DALAM", "tujuan.alamat.kelurahan=32.75.04.1001", "PDH02", "pindah.klasifikasi" },
    { "PINDAH_DATANG", "asal.rw=1000", "RTW01", "asal.rw" },
    { "PINDAH_DATANG", "pindah.klasifikasi=5", "PDH02", "pindah.klasifikasi" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_rules_of_births_and_deaths (void)
{
  static const PamorTestRow rows[] = {
    { "AKTA_LAHIR", "anak.nik=3275015208950003", "NIK12", "anak.nik" },
    { "AKTA_LAHIR", "anak.lahir=2026-09-20", "LHR01", "anak.lahir" },
    { "AKTA_LAHIR", "saksi.orang[1].nik=3275010503930002", "LHR02", "saksi.orang[1].nik" },
    { "AKTA_LAHIR", "saksi.orang[0].nik=3275015208950003", "LHR02", "saksi.orang[0].nik" },
    { "AKTA_LAHIR", "orang_tua.bukti_nikah=tidak;orang_tua.kawin_di_kk=tidak", "LHR03",
      "orang_tua.kawin_di_kk" },
    { "AKTA_LAHIR", "anak.berat=299", "LHR04", "anak.berat" },
    { "AKTA_LAHIR", "anak.berat=7001", "LHR04", "anak.berat" },
    { "AKTA_LAHIR", "anak.panjang=71", "LHR04", "anak.panjang" },
    { "AKTA_LAHIR", "ibu.orang.birth=2016-10-26", "LHR05", "ibu.orang.birth" },
    { "AKTA_LAHIR", "ibu.orang.birth=1965-10-25", "LHR05", "ibu.orang.birth" },
    { "AKTA_LAHIR", "ayah.orang.nik=3275015208950003", "LHR06", "ayah.orang.nik" },
    { "AKTA_LAHIR_LAMBAT", "anak.lahir=2026-10-25", "LHR07", "anak.lahir" },
    { "AKTA_LAHIR_LAMBAT", "saksi.orang[0].nik=3275021907870022", "LHR02", "saksi.orang[0].nik" },
    { "AKTA_LAHIR_LAMBAT", "saksi.orang[1].nik=3275021701800004", "NIK12", "saksi.orang[1].nik" },
    { "AKTA_LAHIR_LAMBAT", "saksi.orang[1].warga=", "required", "saksi.orang[1].warga" },
    { "AKTA_LAHIR_LAMBAT", "anak.kewarganegaraan=2", "required", "anak.dok_jalan" },
    { "AKTA_MATI", "kematian.tanggal=1950-06-11", "MTI01", "kematian.tanggal" },
    { "AKTA_MATI", "kematian.tanggal=2026-11-21", "MTI01", "kematian.tanggal" },
    { "AKTA_MATI", "kematian.tanggal=2026-10-20", "MTI02", "kematian.tanggal" },
    { "AKTA_MATI", "mati.orang.nik=3275020808780023", "MTI03", "pemohon.orang.nik" },
    { "AKTA_MATI", "kematian.keadaan=TANPA_IDENTITAS", "MTI04", "kematian.keterangan" },
    { "AKTA_MATI", "mati.hubungan=1", "MTI05", "mati.hubungan" },
    { "AKTA_MATI", "saksi.orang[0].nik=3275021206500024", "LHR02", "saksi.orang[0].nik" },
    { "AKTA_MATI", "saksi.orang[1].nik=3275020808780023", "LHR02", "saksi.orang[1].nik" },
    { "AKTA_MATI", "ayah.nik=3275024912850005", "LHR02", "saksi.orang[1].nik" },
    { "AKTA_MATI", "ibu.nik=3275021206500024", "NIK12", "mati.orang.nik" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

static void
test_rules_of_tickets_visits_and_complaints (void)
{
  static const PamorTestRow rows[] = {
    { "ADUAN", "aduan.jenis=PUNGUTAN", "ADU01", "aduan.jenis" },
    { "ANTREAN", "antrean.titik=KEC02", "MTK02", "antrean.layanan" },
    { "ANTREAN", "antrean.layanan=ORANG_ASING", "ANT01", "antrean.layanan" },
    { "ANTREAN", "antrean.waktu=MALAM", "ANT02", "antrean.titik" },
    { "ANTREAN", "antrean.tanggal=2026-12-25", "ANT03", "antrean.tanggal" },
    { "ANTREAN", "antrean.tanggal=2026-11-19", "date_early", "antrean.tanggal" },
    { "KUNJUNGAN", "kunjungan.hasil=KOSONG;lanjut.perlu=tidak", "KJG02", "lanjut.perlu" },
    { "KUNJUNGAN", "butuh.dokumen[0]=KELILING", "KJG01", "butuh.dokumen[0]" },
    { "KUNJUNGAN_RUMAH", "kebutuhan.alat_rekam=tidak", "ABB01", "kebutuhan.alat_rekam" },
    { "KUNJUNGAN_RUMAH", "pemohon.orang.birth=2012-01-04", "ABB02", "pemohon.orang.birth" },
    { "JEMPUT", "jemput.sendiri=tidak", "JPT01", "jemput.sendiri" },
    { "ORANG_ASING", "asing.wna=tidak", "SIP03", "asing.wna" },
  };

  pamor_test_rules_speak (rows, G_N_ELEMENTS (rows));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-rules/of-cards-of-identity", test_rules_of_cards_of_identity);
  g_test_add_func ("/service-rules/of-family-cards", test_rules_of_family_cards);
  g_test_add_func ("/service-rules/of-moves", test_rules_of_moves);
  g_test_add_func ("/service-rules/of-births-and-deaths", test_rules_of_births_and_deaths);
  g_test_add_func ("/service-rules/of-tickets-visits-and-complaints",
                   test_rules_of_tickets_visits_and_complaints);
  return g_test_run ();
}
