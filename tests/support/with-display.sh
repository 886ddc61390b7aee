#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program with a screen, a session bus and a home of its own, which go when it ends.
# usage: with-display.sh PROGRAM [ARGUMENT...]
place=$(mktemp -d) || exit 1
trap 'test -n "$screen" && kill "$screen" 2>/dev/null && wait "$screen" 2>/dev/null; rm -rf "$place"' EXIT
mkfifo "$place/display" || exit 1
Xvfb -displayfd 3 -screen 0 "${PAMOR_SCREEN:-1366x768x24}" -nolisten tcp -noreset \
  3>"$place/display" >"$place/screen.log" 2>&1 &
screen=$!
# Xvfb writes the number once it listens; it closes the pipe when it can't.
read -r display <"$place/display" || { cat "$place/screen.log" >&2; exit 1; }

mkdir -p "$place/run" && chmod 700 "$place/run"
export DISPLAY=":$display" GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable \
  ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0 HOME="$place" XDG_RUNTIME_DIR="$place/run" \
  XDG_DATA_HOME="$place/data" XDG_CONFIG_HOME="$place/config" XDG_CACHE_HOME="$place/cache" \
  XDG_STATE_HOME="$place/state"
unset WAYLAND_DISPLAY
# Of all services only the accessibility bus: no keyring, no portal, no settings of a desktop.
mkdir "$place/services"
cp /usr/share/dbus-1/services/org.a11y.Bus.service "$place/services" 2>/dev/null
cat >"$place/bus.conf" <<END
<busconfig>
  <type>session</type>
  <listen>unix:dir=$place/run</listen>
  <servicedir>$place/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END

# What buses and their services print is no output of the program.
exec 4>&1
dbus-run-session --config-file="$place/bus.conf" -- sh -c 'exec "$@" >&4 4>&-' sh "$@" >&2
