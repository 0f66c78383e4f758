package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header of an open ELF file and the tables that it points at; from elf(5). Nothing that the file says is believed. */
public final class ElfTables {

    private static final int MAGIC = 0x7f454c46;
    private static final int HEADER_64 = 64;
    private static final int SHORTEST_HEADER = 20;
    private static final int SEGMENT_64 = 56;
    private static final int SECTION_64 = 64;
    private static final int MAX_ENTRIES = 1000;

    private final SeekableByteChannel in;
    private final ByteBuffer head;

    private ElfTables(SeekableByteChannel in, ByteBuffer head) {
        this.in = in;
        this.head = head;
    }

    /** Reads the header; empty for what is no ELF file. */
    public static Optional<ElfTables> of(SeekableByteChannel in) throws IOException {
        ByteBuffer head = read(in, 0, HEADER_64);
        if (head.remaining() < SHORTEST_HEADER || head.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return Optional.of(new ElfTables(in, head));
    }

    /** The header, in the file's byte order; 64 bytes where {@link #is64()}. */
    public ByteBuffer head() {
        return head;
    }

    public boolean is64() {
        return head.get(4) == 2 && head.remaining() == HEADER_64;
    }

    public boolean isLittleEndian() {
        return head.order() == ByteOrder.LITTLE_ENDIAN;
    }

    /** The number of the machine that it was compiled for. */
    public int machine() {
        return Short.toUnsignedInt(head.getShort(18));
    }

    /** The program headers of a 64-bit file, 56 bytes each. */
    public List<ByteBuffer> segments() throws IOException {
        return is64() ? table(head.getLong(32), head.getShort(54), head.getShort(56), SEGMENT_64) : List.of();
    }

    /** The section headers of a 64-bit file, 64 bytes each. */
    public List<ByteBuffer> sections() throws IOException {
        return is64() ? table(head.getLong(40), head.getShort(58), head.getShort(60), SECTION_64) : List.of();
    }

    /** Up to so many bytes from there, in the file's byte order; fewer at the end of the file. */
    public ByteBuffer bytes(long from, int length) throws IOException {
        return read(in, from, length).order(head.order());
    }

    private List<ByteBuffer> table(long from, short size, short count, int least) throws IOException {
        List<ByteBuffer> entries = new ArrayList<>();
        int entrySize = Short.toUnsignedInt(size);
        if (from > 0 && entrySize >= least) {
            for (int i = 0; i < Math.min(Short.toUnsignedInt(count), MAX_ENTRIES); i++) {
                ByteBuffer entry = bytes(from + (long) i * entrySize, least);
                if (entry.remaining() < least) {
                    break;
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    private static ByteBuffer read(SeekableByteChannel in, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        if (from >= 0 && from < in.size()) {
            in.position(from);
            while (buffer.hasRemaining() && in.read(buffer) > 0) {
                // reads on
            }
        }
        return buffer.flip();
    }
}
