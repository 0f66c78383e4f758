/** HTTP/1.1 as bytes: the request that is sent, the answer that is read. Whoever asks an app asks it by these. */
@NullMarked
package dev.coldstart.core.http;

import org.jspecify.annotations.NullMarked;
