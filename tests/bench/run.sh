#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every bench of a release build: each line is a ratio to a floor measured in the same run.
# Usage: run.sh BUILD [catalogue|form|legibility|outbox|photo [--each] [FOLDER of JPEGs]|seal|sync|start]
# photo has legibility in it, which leaves its photos in BUILD/photos.
set -euo pipefail
build=$1 only=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
export PAMOR_SOURCE="$here/../.." GSETTINGS_SCHEMA_DIR="$build/data" GTK_A11Y=none PAMORCTL="$build/src/cli/pamorctl" MAKE_PICTURE="$build/tests/support/make-picture"
export PAMOR_DECODE="$build/src/photo/reader/pamor-decode"
export PAMOR_FIXTURES="$here/../fixtures" GSETTINGS_BACKEND=memory
wants() { [ -z "$only" ] || [ "$only" = "$1" ]; }

! wants start || "$here/../support/with-display.sh" "$here/bench-start.py" "$build"
! wants catalogue || "$build/tests/bench/bench-catalogue" "$here/../../data/catalogue"
! wants form || "$here/../support/with-display.sh" \
  "$build/tests/bench/bench-form" KK_BARU 3
! wants outbox || "$here/../support/with-display.sh" "$here/bench-outbox.py" "$build"
! wants seal || "$build/tests/bench/bench-seal"
! wants photo || "$here/bench-photo.py" "$build" "${@:3}"
{ ! wants photo && ! wants legibility; } || "$here/bench-legibility.py" "$build"
! wants sync || "$here/bench-sync.py"
