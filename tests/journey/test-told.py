#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the city says reaches the officer, and through the officer the citizen: the page Status, the
tick, and the notification of the desktop, on a private bus where this test stands in for the desktop
(org.freedesktop.Notifications) and writes down what it is asked to show."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from gi.repository import Gio, GLib  # noqa: E402
from pamor_trial import FORMS, Trial, run_all  # noqa: E402
from pamor_person import Person, say, say_many  # noqa: E402

PASSPHRASE = 'kereta malam ke bekasi'
DESKTOP = Gio.DBusNodeInfo.new_for_xml("""
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>""").interfaces[0]


class ListeningDesktop:
    """In the place of the desktop's notification service; a notification that takes the place of an
    older one has its number."""

    def __init__(self):
        self.shown = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.bus.register_object('/org/freedesktop/Notifications', DESKTOP, self.answer)
        Gio.bus_own_name_on_connection(self.bus, 'org.freedesktop.Notifications',
                                       Gio.BusNameOwnerFlags.NONE, None, None)

    def answer(self, _bus, _sender, _path, _interface, method, values, call):
        if method == 'Notify':
            _, replaces, _, title, body, *_ = values.unpack()
            self.shown.append((replaces, title, body))
            call.return_value(GLib.Variant('(u)', (replaces or 7,)))
        elif method == 'GetCapabilities':
            call.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
        else:
            call.return_value(None)

    def press(self):
        """A person presses the notification itself, not one of its buttons."""
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications',
                             'ActionInvoked', GLib.Variant('(us)', (7, 'default')))
        self.bus.flush_sync()

    def listen(self):
        while GLib.MainContext.default().iteration(False):
            pass
        return self.shown


def at_work(trial, form):
    """Returns the id of what the city has already received of the officer."""
    trial.data = os.path.join(trial.folder, 'halo-pamor', 'data')
    trial.start_server()
    trial.login()
    submission = trial.ctl('submit', os.path.join(FORMS, form)).splitlines()[-1]
    trial.ctl('sync')
    return submission


def unlock(person):
    person.fill(say('Passphrase'), PASSPHRASE)
    person.press('push button', say('_Open'))
    person.see(say('Latest'))


def done_is_told_and_ticked():
    """what is ready stands under who is to be told, until it is ticked"""
    with Trial() as trial:
        submission = at_work(trial, 'ADUAN.json')
        trial.set_status(submission, 'done', '')
        trial.ctl('sync')
        with Person(trial.folder) as person:
            unlock(person)
            person.key('ctrl+5')
            person.see(say('Who is to be told? (%u)') % 1)
            person.photograph('31-to-tell')
            person.press('push button', say('%s was told: tick') % 'KTP sudah dua bulan belum jadi')
            person.see(say('Who is to be told? Nobody just now.'))
            person.photograph('32-told')
            person.leave()


def the_desktop_is_told_of_numbers_alone():
    """while the window is not in front, the desktop shows how many changed, nobody's name; pressed, the Status"""
    desktop = ListeningDesktop()
    with Trial() as trial:
        submission = at_work(trial, 'ADUAN.json')
        trial.set_status(submission, 'done', '')
        with Person(trial.folder) as person:
            person.find('text', say('Passphrase'))
            person.look_away()
            unlock(person)
            person.wait_for(desktop.listen, 'a notification')
            desktop.press()
            person.see(say('Who is to be told? (%u)') % 1)
            person.photograph('33-pressed')
            person.come_back()
            person.leave()
    assert len(desktop.shown) == 1, desktop.shown
    _, title, body = desktop.shown[0]
    assert title == say_many('The status of %u application changed',
                             'The status of %u applications changed', 1), title
    assert body == say_many('%u citizen is to be told', '%u citizens are to be told', 1), body


run_all(done_is_told_and_ticked, the_desktop_is_told_of_numbers_alone)
