# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks a real program off at the N-th step of one kind, on a copy of a prepared folder; lets a
person start it again; compares what is here and what the server holds with the unbroken run.

A scenario is prepared once. An unbroken run under strace tells how many steps of each kind there
are; each of them is broken in a run of its own, and N goes on until none fires."""

import collections
import dataclasses
import json
import os
import re
import shutil
import subprocess
import tempfile
from typing import Callable

from pamor_cheap_key import make_cheap
from pamor_trial import Trial

STORE_ONCE = os.environ['STORE_ONCE']
NETWORK = ('sendto', 'sendmsg', 'recvfrom', 'recvmsg')
DISK = ('pwrite64', 'fdatasync', 'fsync', 'unlink', 'ftruncate')
IN_FOLDER = ('openat', 'pread64')  # a program's start has many more of them elsewhere
BREAKS = {
    'SIGKILL': ('signal=SIGKILL', (*DISK, 'openat', *NETWORK)),
    'ENOSPC': ('error=ENOSPC', ('pwrite64', 'fdatasync', 'fsync', 'openat')),
    'EIO': ('error=EIO', (*DISK, *IN_FOLDER)),
}
KILLED = (-9, 137)
# pamorctl speaks Indonesian, store-once what the source does.
WORDS = re.compile('[Dd]isk penuh|gangguan di komputer ini|rusak|'
                   'disk is full|failed on this computer|is damaged')
ROOM = 1000 * 1000 * 1000  # bytes; the program takes no photo below a fifth of it
MOST_FAILURES = 4  # of one scenario; more tell nothing new


def make_folder():
    """In memory, where there is room: what a kill leaves is the same there."""
    shared = '/dev/shm'
    roomy = os.path.isdir(shared) and shutil.disk_usage(shared).free > ROOM
    return tempfile.mkdtemp(prefix='pamor-kill-', dir=shared if roomy else None)


def pack_catalogue(trial, version='2099.1.1'):
    """The server keeps it, so that it need not make one of what is built in at each start."""
    path = os.path.join(trial.folder, f'{version}.json')
    trial.ctl('catalogue', 'pack', os.path.join(os.environ['PAMOR_SOURCE'], 'data', 'catalogue'), path)
    with open(path, encoding='utf-8') as file:
        catalogue = json.load(file)
    catalogue['files']['catalogue.json']['version'] = version
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(catalogue, file)
    return path


def sync(trial):
    return trial.command('sync')


@dataclasses.dataclass
class Scenario:
    """title: the sentence that is tested; prepare (trial): makes the folder, its server running and
    its officer logged in; act (trial): the command that is broken off; again (trial): what a person
    does after the restart, by default the same; mood, server: how the server is started;
    ends: the exits of an unbroken run; steps: the kinds of step that are broken;
    logs_in: there is a server at all; fresh: what it seals has another id in each run."""
    title: str
    prepare: Callable
    act: Callable = sync
    again: Callable = None
    mood: str = 'normal'
    server: Callable = lambda trial: ()
    ends: tuple = (0,)
    steps: tuple = (*DISK, *IN_FOLDER, *NETWORK)
    logs_in: bool = True
    fresh: bool = False


@dataclasses.dataclass(frozen=True)
class Point:
    effect: str
    step: str
    number: int


@dataclasses.dataclass
class Unbroken:
    counts: dict
    here: str
    there: str


def look(trial):
    """All that is kept here, line by line."""
    run = subprocess.run([STORE_ONCE, 'look', trial.data, trial.passphrase], capture_output=True,
                         text=True, timeout=120, check=False, env=trial.environment())
    assert run.returncode == 0, f'the folder does not open: {run.stdout}{run.stderr}'
    assert 'damaged=(null)' in run.stdout, run.stdout
    return run.stdout.splitlines()


def held(trial):
    """What the server holds, a line for each."""
    return [f"{item['id']} {item['state']} status={item['status']} number={item['number']} "
            f"revision={item['revision']} manifest={item['manifest_sha256']} "
            + ' '.join(f"{a['sha256']}:{a['offset']}" for a in item['attachments'])
            for item in sorted(trial.arrived()['submissions'], key=lambda item: item['id'])]


def level(lines, fresh):
    """Less what differs between two runs that are equally good: which number was given to which, how
    often and why it went back to the queue, and, of what was sealed in the run itself, its id and
    all that comes of it."""
    text = '\n'.join(lines)
    text = re.sub(r'(number|qr)=EOP-[\w-]+', r'\1=given', text)
    text = re.sub(r'(?<=[ =])queued(:[\w-]+)? |:(link|server|throttle|portal)(?= |$)', '', text,
                  flags=re.M)
    if fresh:
        text = re.sub(r'^[0-9a-f-]{36}|(manifest|form|payload)=[0-9a-f]{64}', 'fresh', text, flags=re.M)
    return text


def read_identities(lines):
    """What both sides must agree on: id, number and manifest of each that has a number."""
    return sorted(re.findall(r'^(\S+) .*number=(EOP\S+) .*manifest=(\S+)', '\n'.join(lines), re.M))


class Loop:
    """All runs of one scenario, one after the other: a copy keeps its template's port."""

    def __init__(self, scenario, every=1, seed=0):
        self.scenario = scenario
        self.every = every
        self.seed = seed
        self.template = Trial(make_folder())
        self.fired = collections.Counter()
        self.failures = []

    def run(self):
        try:
            self.prepare()
            unbroken = self.run_unbroken()
            points = self.list_points(unbroken.counts)
            chosen = points[self.seed % self.every::self.every]
            fired = sum(self.try_point(point, unbroken) for point in chosen)
            if self.every == 1:
                self.go_on(unbroken)
            assert not self.failures, '\n'.join(self.failures)
            # A run takes a network step less now and then, so that the last is not always there.
            assert fired > 0.9 * len(chosen) - 1, f'{fired} of {len(chosen)} fired: is it traced?'
        finally:
            self.template.stop_server()
            shutil.rmtree(self.template.folder)
        return self.fired

    def prepare(self):
        trial = self.template
        if self.scenario.logs_in:
            trial.start_server('normal', '--catalogue', pack_catalogue(trial))
            trial.login()
            make_cheap(trial)
        self.scenario.prepare(trial)
        trial.stop_server()
        if not self.scenario.logs_in:
            make_cheap(trial)

    def copy(self):
        folder = make_folder()
        shutil.copytree(self.template.folder, folder, dirs_exist_ok=True)
        trial = Trial(folder)
        trial.port = self.template.port
        if self.scenario.logs_in:
            trial.start_server(self.scenario.mood, *self.scenario.server(trial))
        return trial

    def run_unbroken(self):
        """Run twice: of some steps only those in the folder count."""
        counts = {}
        for steps in (*DISK, *NETWORK), IN_FOLDER:
            if not set(steps) & set(self.scenario.steps):
                continue
            with self.copy() as trial:
                text, run = trace(trial, self.scenario, steps, ())
                assert run.returncode in self.scenario.ends, f'unbroken: {run.stdout}{run.stderr}'
                calls = collections.Counter(re.findall(r'^(\d+) +(\w+)\(', text, re.M))
                for step in steps:  # strace counts those of each thread apart
                    counts[step] = max([n for (_, name), n in calls.items() if name == step],
                                       default=0)
                unbroken = Unbroken(counts, *self.settle(trial))
        return unbroken

    def list_points(self, counts):
        return [Point(effect, step, number) for effect, (_, steps) in BREAKS.items()
                for step in steps if step in self.scenario.steps
                for number in range(1, counts[step] + 1)]

    def go_on(self, unbroken):
        """A broken run may have more steps than the unbroken one: on until none fires."""
        for effect, (_, steps) in BREAKS.items():
            for step in set(steps) & set(self.scenario.steps):
                number = unbroken.counts[step] + 1
                while self.try_point(Point(effect, step, number), unbroken):
                    number += 1

    def try_point(self, point, unbroken):
        """Returns whether it fired; a failure is kept, and the loop goes on."""
        try:
            fired = self.break_off(point, unbroken)
        except Exception as failure:  # a run may fail in any way
            self.failures.append(f'{point.effect} at {point.step} {point.number}: {failure}')
            if len(self.failures) >= MOST_FAILURES:
                raise AssertionError('\n'.join(self.failures)) from failure
            return False
        self.fired[point.effect] += fired
        return fired

    def break_off(self, point, unbroken):
        effect = f'inject={point.step}:{BREAKS[point.effect][0]}:when={point.number}'
        with self.copy() as trial:
            text, run = trace(trial, self.scenario, (point.step,), ('-e', effect))
            fired = 'INJECTED' in text or run.returncode in KILLED
            self.check_end(run, fired)
            here, there = self.settle(trial)
            assert here == unbroken.here, f'here is\n{here}\nnot\n{unbroken.here}'
            assert there == unbroken.there, f'there is\n{there}\nnot\n{unbroken.there}'
        return fired

    def check_end(self, run, fired):
        """Broken by a kill, or ended by itself: as ever, or with words for a person."""
        if run.returncode in self.scenario.ends or (fired and run.returncode in KILLED):
            return
        told = run.stdout + run.stderr
        assert fired, f'ended with {run.returncode} though nothing was broken: {told}'
        assert run.returncode == 1, f'ended with {run.returncode}: {told}'
        assert WORDS.search(told), f'no words for a person: {told!r}'

    def settle(self, trial):
        """What a person does after the restart; returns what is here then and there."""
        self.recover(trial)
        here, there = look(trial), []
        if self.scenario.logs_in:
            there, bodies = held(trial), trial.arrived()['bodies']
            assert read_identities(here) == read_identities(there), f'{here} is not {there}'
            trial.ctl('sync', wants=None)
            assert trial.arrived()['bodies'] == bodies, 'a second sync sent a body again'
        return level(here, self.scenario.fresh), level(there, self.scenario.fresh)

    def recover(self, trial):
        if self.scenario.again is not None:
            self.scenario.again(trial)
            return
        run = subprocess.run(self.scenario.act(trial), capture_output=True, text=True, timeout=120,
                             env=trial.environment(), check=False)
        assert run.returncode in self.scenario.ends, f'after it: {run.stdout}{run.stderr}'


def trace(trial, scenario, steps, inject):
    """Runs the scenario's act under strace; returns (the trace, the run)."""
    path = os.path.join(trial.folder, 'trace')
    files = [trial.data, *(f'{trial.data}/{name}' for name in ('pamor.db', 'pamor.db-journal'))]
    only = [word for file in files for word in ('-P', file)] if set(steps) <= set(IN_FOLDER) else []
    # With --seccomp-bpf, which makes it fast, strace 6.1 delivers no signals.
    fast = [] if 'signal' in ''.join(inject) else ['--seccomp-bpf']
    command = ['strace', '-f', *fast, '-qq', '-o', path, *only,
               '-e', 'trace=' + ','.join(steps), *inject, *scenario.act(trial)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120,
                         env=trial.environment(), check=False)
    with open(path, encoding='utf-8', errors='replace') as file:
        return file.read(), run
