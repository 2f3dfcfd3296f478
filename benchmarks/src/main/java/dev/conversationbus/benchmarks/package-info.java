/**
 * What validation and dispatch cost, one class per question; start at {@link
 * dev.conversationbus.benchmarks.NameCheckBenchmark}.
 */
@NullMarked
package dev.conversationbus.benchmarks;

import org.jspecify.annotations.NullMarked;
