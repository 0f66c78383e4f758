package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A project file, which is XML for MSBuild and for Maven. */
record Project(Element root) {

    /** Reads it without anything from outside the file; empty when it is no XML. */
    static Optional<Project> read(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            javax.xml.parsers.DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(new Project(builder.parse(file.toFile()).getDocumentElement()));
        } catch (IOException | SAXException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser has this feature", e);
        }
    }

    String attribute(String name) {
        return root.getAttribute(name);
    }

    /** The text of the first element of this name, anywhere. */
    Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    List<String> texts(String name) {
        return elements(name).stream().map(e -> e.getTextContent().strip()).toList();
    }

    /** The text of the root's own child. */
    Optional<String> child(String name) {
        return elements(name).stream()
                .filter(e -> root.isSameNode(e.getParentNode()))
                .map(e -> e.getTextContent().strip())
                .findFirst();
    }

    /** An attribute of elements of this name, where they have it. */
    List<String> attributes(String name, String attribute) {
        return elements(name).stream()
                .map(e -> e.getAttribute(attribute))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The text of the last element of this name that, for MSBuild, holds in any case. */
    Optional<String> unconditional(String name) {
        return elements(name).stream()
                .filter(e -> !isConditional(e))
                .map(e -> e.getTextContent().strip())
                .reduce((first, second) -> second);
    }

    private static boolean isConditional(Element element) {
        Node node = element;
        while (node instanceof Element at) {
            if (at.hasAttribute("Condition") || at.getTagName().equals("Otherwise")) {
                return true;
            }
            node = at.getParentNode();
        }
        return false;
    }

    private List<Element> elements(String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
