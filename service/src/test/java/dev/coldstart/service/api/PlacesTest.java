package dev.coldstart.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlacesTest {

    @Test
    void ofOneAndOfAll() {
        Places places = new Places(5, 3);
        Places.Held two = places.take("a", 2).orElseThrow();
        assertThat(places.take("a", 2)).as("more than one may have").isEmpty();
        Places.Held three = places.take("b", 3).orElseThrow();
        assertThat(places.take("c", 1)).as("more than there are").isEmpty();
        two.close();
        assertThat(places.take("c", 2)).isPresent();
        three.close();
        assertThat(places.total()).isEqualTo(2);
        Optional<Places.Held> again = places.take("b", 3);
        assertThat(again).isPresent();
    }
}
