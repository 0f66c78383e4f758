package dev.coldstart.artifact.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One header block of a tar archive as POSIX describes it, with GNU's large numbers.
 *
 * @param type what follows: {@code '0'} a file, {@code '5'} a folder, {@code 'x'} attributes of the next, ...
 * @param modified seconds since 1970
 */
record TarHeader(String name, int mode, long size, long modified, char type) {

    static final int BLOCK = 512;

    private static final int MODE = 100;
    private static final int SIZE = 124;
    private static final int MODIFIED = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int NAME_LENGTH = 100;
    private static final int NUMBER_LENGTH = 12;
    private static final int SHORT_NUMBER_LENGTH = 8;
    private static final int BYTE = 0xff;

    static TarHeader parse(byte[] block) throws ArchiveRefusedException {
        if (number(block, CHECKSUM, SHORT_NUMBER_LENGTH) != checksum(block)) {
            throw bad("a header's checksum is wrong");
        }
        String name = text(block, 0, NAME_LENGTH);
        boolean posix = text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0;
        String prefix = posix ? text(block, PREFIX, PREFIX_LENGTH) : "";
        long size = number(block, SIZE, NUMBER_LENGTH);
        if (size < 0) {
            throw bad("a file's size is negative");
        }
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                (int) number(block, MODE, SHORT_NUMBER_LENGTH),
                size,
                number(block, MODIFIED, NUMBER_LENGTH),
                (char) (block[TYPE] & BYTE));
    }

    private static long checksum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + SHORT_NUMBER_LENGTH ? ' ' : block[i] & BYTE;
        }
        return sum;
    }

    private static long number(byte[] block, int offset, int length) throws ArchiveRefusedException {
        if ((block[offset] & 0x80) != 0) {
            return large(block, offset, length);
        }
        String digits = text(block, offset, length).strip();
        if (digits.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw bad("a number in a header is none");
        }
    }

    /** GNU's numbers that octal digits have no room for: two's complement after the first bit. */
    private static long large(byte[] block, int offset, int length) throws ArchiveRefusedException {
        boolean negative = (block[offset] & 0x40) != 0;
        for (int i = offset + 1; i < offset + length - Long.BYTES; i++) {
            if ((block[i] & BYTE) != (negative ? BYTE : 0)) {
                throw bad("a number in a header is too large");
            }
        }
        return ByteBuffer.wrap(block, offset + length - Long.BYTES, Long.BYTES).getLong();
    }

    private static String text(byte[] block, int offset, int length) throws ArchiveRefusedException {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return utf8(block, offset, end - offset);
    }

    static String utf8(byte[] bytes, int offset, int length) throws ArchiveRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveRefusedException(
                    ArchiveProblem.BAD_NAME, "a name is not UTF-8: rename the file, or set a UTF-8 locale");
        }
    }

    private static ArchiveRefusedException bad(String why) {
        return new ArchiveRefusedException(
                ArchiveProblem.NOT_TAR, why + ": send a compressed tar, as coldstart and tar -cz make it");
    }
}
