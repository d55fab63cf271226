"""What a server listens at, and who is there. Needs no TensorFlow.

TensorFlow's server listens at every address of the machine, whatever address it is given, and asks nobody who they are.
So here its socket gets a filter, by which the system drops what comes to any other address than the one that was named.
"""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import os
import random
import socket
import stat
import struct
import sys

from tf1_ref.errors import InputError
from tf1_ref.training.cluster.membership import Address

ALL = '0.0.0.0'
_PORTS = range(20_000, 32_768)
# Linux: the option, and where a filter finds the header of a packet (linux/filter.h).
_SO_ATTACH_FILTER, _NETWORK_HEADER = 26, -0x100000
_LOAD_BYTE, _LOAD_WORD, _AND, _EQUAL, _RETURN = 0x30, 0x20, 0x54, 0x15, 0x06


def check_free(address, bind_address=None) -> list:
    """Makes sure that a server can listen at an address.

    Args:
        address: the `Address` that the other processes know.
        bind_address: the host or number to listen at, if it is another one; '0.0.0.0' for all.

    Returns:
        The numbers of the address, IPv4 or IPv6; none for all.

    Raises:
        InputError: it is no address of this machine, or the port is taken.
    """
    host = bind_address or address.host
    if host in (ALL, '::'):
        return []
    numbers = resolve(host)
    for number in numbers:
        with socket.socket(socket.AF_INET6 if number.version == 6 else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                # Of two servers of one user at one port, each would get some of the calls: they have to be told apart.
                probe.bind((str(number), address.port))
            except OSError as error:
                where = Address(str(number), address.port)
                remedy = 'give another port' if _is_own(number) else 'name one of its own with --bind_address'
                raise InputError(f'cannot listen at {where} ({error.strerror}); {remedy}') from error
    return numbers


def resolve(host) -> list:
    """The numbers of a host.

    Raises:
        InputError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(f'the host {host} cannot be found ({error.strerror}); correct its name') from error
    return sorted({ipaddress.ip_address(where[0].partition('%')[0]) for *_, where in found}, key=str)


def listen_only_at(numbers, port) -> bool:
    """Has this process's listening sockets at a port drop what comes to another address than these.

    Args:
        numbers: what `check_free` has returned.
        port: the port.

    Returns:
        Whether nothing else is answered now; False on systems other than Linux, and where a sandbox takes the filter
        and does nothing with it.
    """
    if not sys.platform.startswith('linux'):
        return False
    program = _filter(numbers)
    held = ctypes.create_string_buffer(b''.join(program))
    option = struct.pack('HL', len(program), ctypes.addressof(held))
    found = False
    for name in os.listdir('/proc/self/fd'):
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue  # of which no socket could be made that closes it
            one = stack.enter_context(socket.socket(fileno=os.dup(int(name))))
            if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) and one.getsockname()[1] == port:
                one.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, option)
                found = True
    others = (f'127.0.0.{number}' for number in range(2, 255))
    other = next(one for one in others if ipaddress.ip_address(one) not in numbers)
    return found and not answers(Address(other, port), seconds=0.2)


def answers(address, seconds=1.0) -> bool:
    """Whether something listens at an `Address`."""
    try:
        socket.create_connection((address.host, address.port), seconds).close()
    except OSError:
        return False
    return True


def free_ports(count, host='127.0.0.1') -> list:
    """So many ports at which nothing listens now, of those that Linux gives to no outgoing connection in the meantime.

    Raises:
        OSError: there are not so many.
    """
    found: list[int] = []
    for number in random.SystemRandom().sample(_PORTS, len(_PORTS)):
        if len(found) == count:
            return found
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind((host, number))
            found.append(number)
    raise OSError(f'{count} free ports at {host} are not to be had')


def _is_own(number):
    with socket.socket(socket.AF_INET6 if number.version == 6 else socket.AF_INET) as probe:
        try:
            probe.bind((str(number), 0))
        except OSError:
            return False
    return True


def _filter(numbers):
    """A program of the Berkeley packet filter: 0 drops a packet; what is not compared with any number is dropped."""
    fours = [int(number) for number in numbers if number.version == 4]
    sixes = [int(number) for number in numbers if number.version == 6]
    take = [_instruction(_RETURN, 0xFFFFFFFF)]
    drop = [_instruction(_RETURN, 0)]
    of_fours = [_instruction(_LOAD_WORD, _NETWORK_HEADER + 16)]
    for four in fours:
        of_fours += [_instruction(_EQUAL, four, 0, 1), *take]
    of_sixes = []
    for six in sixes:
        words = struct.unpack('!4I', six.to_bytes(16, 'big'))
        for place, word in enumerate(words):
            left = 2 * (3 - place) + 1  # the rest of the comparison, and what takes the packet
            of_sixes += [
                _instruction(_LOAD_WORD, _NETWORK_HEADER + 24 + 4 * place),
                _instruction(_EQUAL, word, 0, left),
            ]
        of_sixes += take
    version = [_instruction(_LOAD_BYTE, _NETWORK_HEADER), _instruction(_AND, 0xF0)]
    over_fours = _instruction(_EQUAL, 0x40, 0, len(of_fours) + 1)
    return [*version, over_fours, *of_fours, *drop, *of_sixes, *drop]


def _instruction(code, value, if_true=0, if_false=0):
    return struct.pack('HBBI', code, if_true, if_false, value & 0xFFFFFFFF)
