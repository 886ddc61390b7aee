#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command in a session of its own whose keyring is unlocked: with-keyring.sh COMMAND ARGS...
# The command finds the keyring's process in KEYRING_PID, and may end it.
set -eu

if [ -z "${WITH_KEYRING_HOME:-}" ]; then
  WITH_KEYRING_HOME=$(mktemp -d)
  export WITH_KEYRING_HOME
  trap 'rm -rf "$WITH_KEYRING_HOME"' EXIT
  # A bus that starts nothing by itself: a keyring that was ended stays so.
  cat > "$WITH_KEYRING_HOME/bus.conf" <<END
<busconfig>
  <type>session</type>
  <listen>unix:dir=$WITH_KEYRING_HOME</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
  status=0
  dbus-run-session --config-file="$WITH_KEYRING_HOME/bus.conf" -- "$0" "$@" || status=$?
  exit "$status"
fi

export HOME="$WITH_KEYRING_HOME" XDG_RUNTIME_DIR="$WITH_KEYRING_HOME"
export XDG_DATA_HOME="$WITH_KEYRING_HOME/data" XDG_CONFIG_HOME="$WITH_KEYRING_HOME/config"
echo "a password" > "$HOME/password"
gnome-keyring-daemon --foreground --unlock --components=secrets \
  < "$HOME/password" > "$HOME/log" 2>&1 &
KEYRING_PID=$!
export KEYRING_PID
trap 'kill "$KEYRING_PID" 2>/dev/null || true' EXIT
gdbus wait --session --timeout 20 org.freedesktop.secrets
"$@"
