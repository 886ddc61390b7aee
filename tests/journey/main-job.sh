#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Plays the main job without a display, in a folder that goes afterwards: an officer's application with
# two photos of 12 megapixels reaches the practice E-Open and its number comes back.
# Usage: main-job.sh PAMORCTL MAKE_PICTURE
set -euo pipefail
pamorctl=$1 make_picture=$2
forms=$(cd "$(dirname "$0")/../fixtures/forms" && pwd)
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
export LANGUAGE=id

step() { printf '\n== %s\n' "$1"; }
ctl() { "$pamorctl" --data "$folder/data" --passphrase-file "$folder/passphrase" "$@"; }

echo "contoh frasa sandi" >"$folder/passphrase"

step "1. E-Open latihan dijalankan di komputer ini"
coproc SERVER { exec "$pamorctl" practice --state "$folder/eopen"; }
server=$SERVER_PID
read -r _ url <&"${SERVER[0]}"
echo "$url"

step "2. Petugas masuk"
echo latihan | ctl login --server "$url" --officer latihan

step "3. Dua dokumen difoto (12 megapiksel), permohonan disegel ke antrean"
"$make_picture" "$folder/surat-hilang.jpg" 4032 3024 6 1
"$make_picture" "$folder/kk.jpg" 4032 3024 1 2
ls -l "$folder"/*.jpg | awk '{ print $5 " byte  " $NF }' | sed "s|$folder/||"
id=$(ctl submit "$forms/KTP_HILANG.json" --photo HILANG="$folder/surat-hilang.jpg" --photo KK="$folder/kk.jpg" | tail -1)
echo "nomor lokal $id"

step "4. Dikirim"
ctl sync

step "5. Nomor dari kota"
ctl receipt "$id"
