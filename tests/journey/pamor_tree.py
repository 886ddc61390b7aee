# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told of a program's window, read over the accessibility bus: nodes with a
role, a name and states, which can be pressed and written into. Asked of the bus itself, since the
usual library keeps what it once read, and a window changes."""

from gi.repository import Gio, GLib

ROLES = {2: 'alert', 7: 'check box', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'frame',
         27: 'image', 29: 'label', 31: 'list', 32: 'list item', 39: 'panel', 40: 'password text',
         43: 'push button', 48: 'scroll bar', 49: 'scroll pane', 50: 'separator', 55: 'table',
         56: 'table cell', 61: 'text', 62: 'toggle button', 75: 'application', 79: 'entry'}
STATES = {1: 'active', 4: 'checked', 7: 'editable', 11: 'focusable', 12: 'focused', 20: 'pressed',
          23: 'selected', 24: 'sensitive', 30: 'visible'}
ROOT = '/org/a11y/atspi/accessible/root'
LIMIT_MS = 20_000


class Node:
    """One thing in the window, as it was when the tree was read."""

    def __init__(self, path, role, name, states):
        self.path, self.role, self.name, self.states = path, role, name, states
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def is_called(self, name):
        """A button with a mnemonic tells its label twice, with and without it."""
        return self.name == name or self.name.endswith(' ' + name)

    def find(self, role, name):
        """The first node below with that role and name, either None for any."""
        for node in self.walk():
            if role in (None, node.role) and (name is None or node.is_called(name)):
                return node
        return None

    def texts(self):
        return [node.name for node in self.walk() if node.role in ('label', 'alert')]

    def __repr__(self):
        return f'{self.role} {self.name!r} {" ".join(sorted(self.states))}'


def name_states(words):
    bits = words[0] | words[1] << 32
    return {name for bit, name in STATES.items() if bits >> bit & 1}


class Tree:
    """The tree of one program; the program must have come to the bus."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, 0, LIMIT_MS).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)
        self.name = self._find_program(pid)
        # Asked for its windows before it keeps this list, GTK 4.8 looks at a list that is not there.
        self._items()

    def _call(self, path, method, arguments=None, to=None):
        interface, method = method.rsplit('.', 1)
        reply = self.bus.call_sync(to or self.name, path, interface, method, arguments, None, 0,
                                   LIMIT_MS)
        return reply.unpack()

    def _find_program(self, pid):
        dbus = 'org.freedesktop.DBus'
        for name in self._call('/', dbus + '.ListNames', to=dbus)[0]:
            owner = self._call('/', dbus + '.GetConnectionUnixProcessID',
                               GLib.Variant('(s)', (name,)), to=dbus)[0]
            if owner == pid and name.startswith(':'):
                return name
        raise LookupError('the program is not on the accessibility bus')

    def _children(self, path):
        """Empty where the node went in the meantime."""
        try:
            return [child[1] for child
                    in self._call(path, 'org.a11y.atspi.Accessible.GetChildren')[0]]
        except GLib.Error as error:
            if 'UnknownMethod' not in error.message:
                raise
            return []

    def _items(self):
        return self._call('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache.GetItems')[0]

    def read(self):
        """The root, with everything under it. Asking for the children first makes the program
        know each, so that its list of all is whole."""
        below, waiting = {}, [ROOT]
        while waiting:
            path = waiting.pop()
            below[path] = self._children(path)
            waiting += below[path]
        nodes = {}
        for item in self._items():
            nodes[item[0][1]] = Node(item[0][1], ROLES.get(item[7], str(item[7])), item[6],
                                     name_states(item[9]))
        for path, children in below.items():
            if path in nodes:
                nodes[path].children = [nodes[child] for child in children if child in nodes]
        return nodes[ROOT]

    def bottom(self, node):
        """In pixels from the top of the window."""
        _, top, _, height = self._call(node.path, 'org.a11y.atspi.Component.GetExtents',
                                       GLib.Variant('(u)', (1,)))[0]
        return top + height

    def press(self, node):
        self._call(node.path, 'org.a11y.atspi.Action.DoAction', GLib.Variant('(i)', (0,)))

    def write(self, node, text):
        self._call(node.path, 'org.a11y.atspi.EditableText.SetTextContents',
                   GLib.Variant('(s)', (text,)))

    def read_text(self, node):
        length = self._call(node.path, 'org.freedesktop.DBus.Properties.Get',
                            GLib.Variant('(ss)', ('org.a11y.atspi.Text', 'CharacterCount')))[0]
        return self._call(node.path, 'org.a11y.atspi.Text.GetText',
                          GLib.Variant('(ii)', (0, length)))[0]
