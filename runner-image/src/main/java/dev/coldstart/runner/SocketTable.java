package dev.coldstart.runner;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where something listens in this network namespace, asked of the kernel by netlink, as sock_diag(7) describes it. Only the
 * sockets that listen are walked: some ten microseconds, where reading /proc/net/tcp walks the whole machine's connections
 * and takes milliseconds. So it can be asked between two attempts of a timed start.
 */
final class SocketTable {

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST_DUMP = 0x301;
    private static final short NLMSG_ERROR = 2;
    private static final short NLMSG_DONE = 3;
    private static final int TCP = 6;
    private static final int LISTENING = 1 << 10;
    private static final short INET_DIAG_SKV6ONLY = 11;

    private static final int HEADER = 16;
    private static final int REQUEST = HEADER + 56;
    private static final int PORT_AT = 4;
    private static final int ADDRESS_AT = 8;
    private static final int ATTRIBUTES_AT = 72;

    private static final int SOCKET = Native.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
    private static final MemorySegment ASK = Arena.global().allocate(REQUEST, 8);
    private static final MemorySegment TOLD = Arena.global().allocate(32 << 10, 8);

    private SocketTable() {}

    /** One address for each port, by which it is reached from here: that of IPv4 where there is one. Ports ascending. */
    static synchronized List<InetSocketAddress> listeners() throws IOException {
        Map<Integer, InetSocketAddress> found = new TreeMap<>();
        return ask(AF_INET, found) && ask(AF_INET6, found) ? List.copyOf(found.values()) : byPort(Proc.listeners());
    }

    private static List<InetSocketAddress> byPort(Collection<InetSocketAddress> addresses) {
        Map<Integer, InetSocketAddress> found = new TreeMap<>();
        addresses.forEach(address -> add(found, address));
        return new ArrayList<>(found.values());
    }

    private static void add(Map<Integer, InetSocketAddress> found, InetSocketAddress address) {
        found.merge(address.getPort(), address, (one, other) -> isV4(one) ? one : other);
    }

    private static boolean isV4(InetSocketAddress address) {
        return address.getAddress().getAddress().length == 4;
    }

    /** Whether the kernel answered. */
    private static boolean ask(int family, Map<Integer, InetSocketAddress> found) throws IOException {
        ASK.fill((byte) 0);
        ByteBuffer ask = ASK.asByteBuffer().order(ByteOrder.nativeOrder());
        ask.putInt(REQUEST).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST_DUMP);
        ask.position(HEADER);
        ask.put((byte) family).put((byte) TCP).putShort((short) 0).putInt(LISTENING);
        if (SOCKET < 0 || Native.send(SOCKET, ASK) != REQUEST) {
            return false;
        }
        while (true) {
            long length = Native.receive(SOCKET, TOLD);
            if (length < HEADER) {
                return false;
            }
            ByteBuffer told = TOLD.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder());
            for (int at = 0; at + HEADER <= length; at += (told.getInt(at) + 3) & ~3) {
                int size = told.getInt(at);
                short type = told.getShort(at + 4);
                if (type == NLMSG_DONE) {
                    return true;
                }
                if (type == NLMSG_ERROR || size < HEADER) {
                    return false;
                }
                if (size >= HEADER + ATTRIBUTES_AT) {
                    add(found, reachable(told.slice(at + HEADER, size - HEADER), family));
                }
            }
        }
    }

    private static InetSocketAddress reachable(ByteBuffer message, int family) throws UnknownHostException {
        int port = Short.toUnsignedInt(message.order(ByteOrder.BIG_ENDIAN).getShort(PORT_AT));
        byte[] address = new byte[family == AF_INET ? 4 : 16];
        message.get(ADDRESS_AT, address);
        return new InetSocketAddress(Addresses.reachable(address, onlyV6(message)), port);
    }

    private static boolean onlyV6(ByteBuffer message) {
        message.order(ByteOrder.nativeOrder());
        for (int at = ATTRIBUTES_AT; at + ValueLayout.JAVA_INT.byteSize() < message.limit(); ) {
            int length = Short.toUnsignedInt(message.getShort(at));
            if (message.getShort(at + 2) == INET_DIAG_SKV6ONLY) {
                return message.get(at + 4) != 0;
            }
            at += Math.max(4, (length + 3) & ~3);
        }
        return false;
    }
}
