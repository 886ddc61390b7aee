# SPDX-License-Identifier: GPL-3.0-or-later
"""A person in front of Halo Pamor: the real program in a window, read through the accessibility
tree, driven by keys and by pressing what has a name. All waiting is for something that is seen, up
to a deadline."""

import gettext
import os
import subprocess
import tempfile
import time

from gi.repository import GLib

from pamor_tree import Tree

PROGRAM = os.environ.get('HALO_PAMOR', 'halo-pamor')
PICTURES = os.environ.get('PAMOR_SCREENSHOTS', 'screenshots')
DEADLINE_S = float(os.environ.get('PAMOR_DEADLINE', '60'))
# Where no window manager is, GTK draws a border of this many pixels inside of its window.
BORDER = 5

catalogue = gettext.translation('halo-pamor', os.environ.get('PAMOR_LOCALEDIR'), ['id'],
                                fallback=True)


def say(text):
    """What the window says for a text of the source, without the mark of its mnemonic."""
    return catalogue.gettext(text).replace('_', '')


def say_many(one, many, count):
    """The same for a text that counts."""
    return (catalogue.ngettext(one, many, count) % count).replace('_', '')


class Person:
    """Starts the program with a home of its own in @folder."""

    def __init__(self, folder, *arguments):
        os.makedirs(PICTURES, exist_ok=True)
        self.log = tempfile.TemporaryFile()
        self.program = subprocess.Popen([PROGRAM, *arguments], stderr=self.log,
                                        env=dict(os.environ, **self.home(folder)))
        self.tree = self.wait_for(lambda: Tree(self.program.pid), 'the window')
        self.find('frame')
        self.fill_screen()

    @staticmethod
    def home(folder):
        """A home of its own, and no camera, whatever this computer has."""
        return {'GST_PLUGIN_FEATURE_RANK': 'v4l2deviceprovider:NONE,pipewiredeviceprovider:NONE',
                'HOME': folder, 'XDG_DATA_HOME': folder, 'XDG_STATE_HOME': folder,
                'XDG_CONFIG_HOME': folder, 'XDG_CACHE_HOME': folder}

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.photograph('trouble')
            self.describe('trouble')
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        self.log.close()

    def told(self):
        self.log.seek(0)
        return self.log.read().decode(errors='replace')

    def wait_for(self, look, what):
        """Looks until there is something to be seen, and returns it."""
        end = time.monotonic() + DEADLINE_S
        while time.monotonic() < end:
            if self.program.poll() is not None:
                raise AssertionError(f'the program ended while waiting for {what}: {self.told()}')
            try:
                seen = look()
                if seen:
                    return seen
            except (GLib.Error, LookupError, KeyError):
                pass  # the window changed under our eyes
            time.sleep(0.05)
        raise AssertionError(f'{what} was never seen\n{self.told()}')

    def fill_screen(self):
        """What a window manager does: there is none, so that nothing else is in the picture."""
        self.wait_for(lambda: 'active' in self.find('frame').states, 'the focus')
        size = self.run('xdotool', 'getdisplaygeometry').split()
        self.height = int(size[1])
        self.window = self.run('xdotool', 'search', '--onlyvisible', '--pid',
                               str(self.program.pid)).split()[0]
        self.run('xdotool', 'windowsize', self.window, *size, 'windowmove', self.window, '0', '0')

    def come_back(self):
        """Once a dialog has gone, the keyboard is given back to the window."""
        self.wait_for(lambda: len(self.tree.read().children) == 1, 'the end of the dialog')
        self.run('xdotool', 'windowfocus', self.window)
        self.wait_for(lambda: 'active' in self.find('frame').states, 'the focus')

    @staticmethod
    def run(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True,
                              timeout=DEADLINE_S).stdout

    # What is seen

    def look(self, role, name=None, inside=None):
        place = self.tree.read()
        if inside is not None:
            places = [node for node in place.walk() if node.role == inside[0]
                      and node.is_called(inside[1])]
        else:
            places = [place]
        for place in places:
            node = place.find(role, name)
            if node is not None:
                return node
        return None

    def find(self, role, name=None, inside=None):
        return self.wait_for(lambda: self.look(role, name, inside), f'{role} {name!r}')

    def see(self, text):
        """Waits until a line of the window holds @text."""
        return self.wait_for(lambda: next((line for line in self.tree.read().texts()
                                           if text in line), None), f'the words {text!r}')

    def do(self, act, role, name, inside=None):
        """With what can be used. A list that is built anew between the look and the act takes away
        what was seen: then both are done again."""
        def try_it():
            node = self.look(role, name, inside)
            return node is not None and 'sensitive' in node.states and [act(node)]
        return self.wait_for(try_it, f'{role} {name!r} that can be used')[0]

    def read(self, label):
        return self.do(self.tree.read_text, 'text', label)

    def has_come_to(self, node):
        """Whether the keyboard is there and the page has been scrolled to it."""
        return (node is not None and 'focused' in node.states
                and 0 < self.tree.bottom(node) < self.height)

    # What is done

    def press(self, role, name, inside=None):
        self.do(self.tree.press, role, name, inside)

    def fill(self, label, text, role='text'):
        self.do(lambda node: self.tree.write(node, text), role, label)

    def key(self, *keys):
        self.run('xdotool', 'key', *keys)

    def look_away(self):
        """The keyboard goes to no window: the person works with another program."""
        width, height = self.run('xdotool', 'getdisplaygeometry').split()
        root = self.run('xwininfo', '-root').split('Window id: ')[1].split()[0]
        self.run('xdotool', 'windowsize', self.window, str(int(width) - 40), height,
                 'mousemove', str(int(width) - 2), '100', 'windowfocus', root)
        self.wait_for(lambda: 'active' not in self.find('frame').states, 'the other program')

    def type(self, text):
        self.run('xdotool', 'type', text)

    def photograph(self, name):
        """Keeps a picture of the window once it has come to rest."""
        frames = []
        end = time.monotonic() + 5
        while len(frames) < 3 or len(set(frames[-3:])) > 1 and time.monotonic() < end:
            frames.append(subprocess.run(['import', '-window', 'root', 'ppm:-'], check=True,
                                         capture_output=True, timeout=DEADLINE_S).stdout)
        subprocess.run(['convert', 'ppm:-', '-shave', f'{BORDER}x{BORDER}', '+repage',
                        os.path.join(PICTURES, name + '.png')], input=frames[-1], check=True)

    def describe(self, name):
        """Writes down the tree as it is now."""
        with open(os.path.join(PICTURES, name + '.txt'), 'w', encoding='utf-8') as file:
            file.write('\n'.join(repr(node) for node in self.tree.read().walk()))

    def leave(self):
        """Closes the program by its key and waits until it has gone well."""
        self.key('ctrl+q')
        code = self.program.wait(timeout=DEADLINE_S)
        assert code == 0, f'the program ended with {code}: {self.told()}'
