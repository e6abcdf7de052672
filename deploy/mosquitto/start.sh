#!/bin/sh
# Starts Mosquitto with the hub's password; devices' passwords of earlier days stay in the file.
set -eu
: "${MOSQUITTO_HUB_PASSWORD:?put MOSQUITTO_HUB_PASSWORD into .env}"
passwords=/mosquitto/data/passwords
[ -e "$passwords" ] || { touch "$passwords" && chmod 0600 "$passwords"; }
mosquitto_passwd -b "$passwords" hub "$MOSQUITTO_HUB_PASSWORD"
chown mosquitto:mosquitto /mosquitto/data "$passwords"
exec mosquitto -c /mosquitto/config/mosquitto.conf
