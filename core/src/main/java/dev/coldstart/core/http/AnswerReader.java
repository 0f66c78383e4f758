package dev.coldstart.core.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads an answer as RFC 9112 frames it. */
public final class AnswerReader {

    private static final int LARGEST_BODY = 16 << 20;
    private static final int SHOWN = 60;

    private final MessageReader message;
    private final boolean bodyExpected;

    /**
     * @param method of the request: an answer to HEAD has the length of a body and no body
     * @param in ends each read by itself when an answer is waited for too long
     */
    public AnswerReader(String method, InputStream in) {
        this.message = new MessageReader(in);
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
            int status = statusOf(message.line());
            Map<String, List<String>> headers = message.headers();
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

    /** Some servers compress although nobody asked for it. */
    private static byte[] plain(byte[] body, Map<String, List<String>> headers) throws IOException {
        boolean compressed = headers.getOrDefault("content-encoding", List.of()).stream()
                .anyMatch(encoding -> encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
        if (!compressed || body.length == 0) {
            return body;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = unpacked.readNBytes(LARGEST_BODY + 1);
            MessageReader.refuseLarger(plain.length, LARGEST_BODY);
            return plain;
        } catch (ZipException e) {
            throw new IOException("its body is said to be compressed by gzip and is not", e);
        }
    }

    private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
        if (!bodyExpected || status == 204 || status == 304) {
            return new byte[0];
        }
        return MessageReader.isFramed(headers)
                ? message.content(headers, LARGEST_BODY, LARGEST_BODY).bytes().array()
                : message.rest(LARGEST_BODY);
    }
}
