package dev.coldstart.core;

import dev.coldstart.core.fuzz.Corpus;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every input that is kept for a fuzz target of this module, once. */
final class CorpusTest {

    @TestFactory
    Stream<DynamicContainer> corpus() throws IOException {
        return Corpus.tests();
    }
}
