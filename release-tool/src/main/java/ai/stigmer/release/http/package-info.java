/// HTTP as every adapter here speaks it. Uses `problem`. Promises TLS beyond loopback, time-outs on
/// every call, bounded bodies, no redirect followed on its own, and retries that wait as the server
/// asks, or end where that is too long.
@NullMarked
package ai.stigmer.release.http;

import org.jspecify.annotations.NullMarked;
