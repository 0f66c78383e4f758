package dev.coldstart.service.dashboard;

import dev.coldstart.core.render.html.HtmlReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Style and scripts. Their addresses have their digests in them, so that a browser keeps them for ever and never has an old
 * one. The style is the report's with more at its end: pages and reports look alike by being alike.
 */
final class Assets {

    static final String PATH = "/assets/";

    /** A file as it is sent. */
    static final class Asset {
        private final String type;
        private final byte[] content;

        private Asset(String type, byte[] content) {
            this.type = type;
            this.content = content;
        }

        String type() {
            return type;
        }

        InputStream content() {
            return new ByteArrayInputStream(content);
        }
    }

    private final Map<String, Asset> byAddress = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    Assets() {
        add("style.css", "text/css; charset=utf-8", core("report.css"), own("dashboard.css"));
        add("d3.js", "text/javascript; charset=utf-8", core("vendor/d3.min.js"));
        add("history.js", "text/javascript; charset=utf-8", own("history.js"));
        add("live.js", "text/javascript; charset=utf-8", own("live.js"));
    }

    String address(String name) {
        return Optional.ofNullable(addresses.get(name)).orElseThrow();
    }

    Optional<Asset> find(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    private void add(String name, String type, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        byte[] content = all.toByteArray();
        String address = PATH + digest(content) + "/" + name;
        addresses.put(name, address);
        byAddress.put(address, new Asset(type, content));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] core(String name) {
        return read(HtmlReport.class, name);
    }

    private static byte[] own(String name) {
        return read(Assets.class, "/dashboard/" + name);
    }

    private static byte[] read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
