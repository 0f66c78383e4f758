package dev.coldstart.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** No text is markup in a badge: it stays an SVG that every reader of XML takes, with the same elements in it. */
public final class BadgeFuzz {

    private static final int ELEMENTS = elements(new Badge("x", "good").svg());

    private BadgeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        assertThat(elements(new Badge(new String(input, StandardCharsets.UTF_8), "good").svg()))
                .isEqualTo(ELEMENTS);
    }

    private static int elements(String svg) {
        try {
            Document read = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            return read.getElementsByTagName("*").getLength();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
