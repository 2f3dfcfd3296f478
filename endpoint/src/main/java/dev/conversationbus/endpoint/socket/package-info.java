/** Live delivery to the browser clients over socket.io; start at {@code SocketServer}. */
@NullMarked
package dev.conversationbus.endpoint.socket;

import org.jspecify.annotations.NullMarked;
