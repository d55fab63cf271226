import ipaddress
import os
import socket
import sys

import pytest

from tf1_ref.errors import InputError
from tf1_ref.training.cluster import addresses
from tf1_ref.training.cluster.membership import Address

linux = pytest.mark.skipif(not sys.platform.startswith('linux'), reason='filters of sockets are Linux')


def listening(family=socket.AF_INET6):
    """A socket that listens at every address, IPv4 too, as TensorFlow's does; and its port."""
    one = socket.socket(family)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    one.bind(('', 0))
    one.listen()
    return one, one.getsockname()[1]


def heard(host, port):
    return addresses.answers(Address(host, port), seconds=0.3)


def has_ipv6():
    try:
        listening()[0].close()
        with socket.socket(socket.AF_INET6) as one:
            one.bind(('::1', 0))
    except OSError:
        return False
    return True


@linux
@pytest.mark.parametrize('number', ['127.0.0.1', '127.0.0.2', '::1'])
def test_only_the_named_address_is_listened_at(number):
    if not has_ipv6():
        pytest.skip('this machine has no IPv6')
    everywhere = ('127.0.0.1', '127.0.0.2', '::1')
    one, port = listening()
    with one:
        assert all(heard(host, port) for host in everywhere)
        assert addresses.listen_only_at([ipaddress.ip_address(number)], port)
        assert [host for host in everywhere if heard(host, port)] == [number]


@linux
def test_several_addresses_and_no_such_socket():
    one, port = listening(socket.AF_INET)
    with one:
        numbers = [ipaddress.ip_address(number) for number in ('127.0.0.2', '127.0.0.3')]
        assert addresses.listen_only_at(numbers, port)
        assert [heard(f'127.0.0.{last}', port) for last in (1, 2, 3)] == [False, True, True]
        (other,) = addresses.free_ports(1)
        held = len(os.listdir('/proc/self/fd'))
        assert not addresses.listen_only_at(numbers, other)
        assert len(os.listdir('/proc/self/fd')) == held  # it looks at files of all kinds, and keeps none open


def test_a_port_that_is_taken():
    (port,) = addresses.free_ports(1)
    assert [str(number) for number in addresses.check_free(Address('127.0.0.1', port))] == ['127.0.0.1']
    assert addresses.check_free(Address('127.0.0.1', port), addresses.ALL) == []
    with (
        socket.create_server(('127.0.0.1', port)),
        pytest.raises(InputError, match=f'cannot listen at 127.0.0.1:{port}'),
    ):
        addresses.check_free(Address('127.0.0.1', port))


def test_an_address_of_another_machine():
    with pytest.raises(
        InputError, match='cannot listen at 192.0.2.77:2222 .*; name one of its own with --bind_address'
    ):
        addresses.check_free(Address('192.0.2.77', 2222))
    with pytest.raises(InputError, match='the host no-such-host.invalid cannot be found'):
        addresses.check_free(Address('no-such-host.invalid', 2222))


def test_free_ports_differ():
    assert len(set(addresses.free_ports(5))) == 5


def test_no_free_port(monkeypatch):
    (port,) = addresses.free_ports(1)
    monkeypatch.setattr(addresses, '_PORTS', [port])
    with socket.create_server(('127.0.0.1', port)), pytest.raises(OSError, match='1 free ports at 127.0.0.1'):
        addresses.free_ports(1)
