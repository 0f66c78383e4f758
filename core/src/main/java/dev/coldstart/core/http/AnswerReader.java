package dev.coldstart.core.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads an answer as RFC 9112 frames it. */
public final class AnswerReader {

    private static final int LARGEST_BODY = 16 << 20;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MAX_HEADERS = 1000;
    private static final int SHOWN = 60;

    private final InputStream in;
    private final boolean bodyExpected;

    /**
     * @param method of the request: an answer to HEAD has the length of a body and no body
     * @param in ends each read by itself when an answer is waited for too long
     */
    public AnswerReader(String method, InputStream in) {
        this.in = new BufferedInputStream(in);
        this.bodyExpected = !method.equals("HEAD");
    }

    /**
     * The whole answer, after those that only inform (1xx).
     *
     * @throws EOFException when the connection ends before
     * @throws IOException when it is no answer, or one without bounds
     */
    public Answer answer() throws IOException {
        while (true) {
            int status = statusOf(line());
            Map<String, List<String>> headers = headers();
            if (status >= 200) {
                byte[] body = plain(body(status, headers), headers);
                return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), ByteBuffer.wrap(body));
            }
        }
    }

    private int statusOf(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("not an HTTP answer: " + shown(line));
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static String shown(String line) {
        String printable = line.replaceAll("[^ -~]", ".");
        return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++count > MAX_HEADERS) {
                throw new IOException("not an HTTP header");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Some servers compress although nobody asked for it. */
    private static byte[] plain(byte[] body, Map<String, List<String>> headers) throws IOException {
        boolean compressed = headers.getOrDefault("content-encoding", List.of()).stream()
                .anyMatch(encoding -> encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
        if (!compressed || body.length == 0) {
            return body;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = unpacked.readNBytes(LARGEST_BODY + 1);
            refuseLarger(plain.length);
            return plain;
        } catch (ZipException e) {
            throw new IOException("its body is said to be compressed by gzip and is not", e);
        }
    }

    private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
        if (!bodyExpected || status == 204 || status == 304) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (headers.getOrDefault("transfer-encoding", List.of()).stream().anyMatch("chunked"::equalsIgnoreCase)) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                copy(body, size);
                line();
            }
            headers();
        } else if (!lengths.isEmpty()) {
            copy(body, number(lengths.getFirst(), 10));
        } else {
            for (int read = in.read(); read >= 0; read = in.read()) {
                body.write(read);
                refuseLarger(body.size());
            }
        }
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private long number(String digits, int radix) throws IOException {
        if (!digits.matches("[0-9A-Fa-f]+")) { // parseLong would take a sign, and other scripts' digits
            throw new IOException("not a length: " + digits);
        }
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + digits, e);
        }
    }

    private void copy(ByteArrayOutputStream body, long length) throws IOException {
        refuseLarger(Math.max(length, body.size() + length)); // the sum may overflow
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        body.writeBytes(bytes);
    }

    private static void refuseLarger(long size) throws IOException {
        if (size > LARGEST_BODY) {
            throw new IOException("an answer larger than " + (LARGEST_BODY >> 20) + " MiB");
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException();
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a header line longer than " + (LONGEST_LINE >> 10) + " KiB");
            }
            line.write(read);
        }
        String text = text(line);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Servers that write more than ASCII write UTF-8 today; what is none is read by the old rule, a character a byte. */
    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : line.toString(StandardCharsets.ISO_8859_1);
    }
}
