package dev.coldstart.core.artifact;

/**
 * Sizes in bytes.
 *
 * @param published the published folder without debug symbols
 * @param symbols debug symbols ({@code .dbg}, {@code .pdb}, {@code .debug}, {@code .dwo}, {@code .dSYM})
 * @param packed the published folder without symbols as a gzipped tar
 * @param image base image and app together, unpacked: the files of all layers, the same on every engine; 0 when no image was
 *     made. In samples that an older coldstart took it is what the engine said, which was unpacked, compressed or both
 */
public record Sizes(long published, long symbols, long packed, long image) {
    public Sizes {
        if (published < 0 || symbols < 0 || packed < 0 || image < 0) {
            throw new IllegalArgumentException("a size can't be negative");
        }
    }

    public Sizes withImage(long bytes) {
        return new Sizes(published, symbols, packed, bytes);
    }
}
