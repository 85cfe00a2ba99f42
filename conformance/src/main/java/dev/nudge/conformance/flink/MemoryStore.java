package dev.nudge.conformance.flink;

import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** The state of one key, as far as Flink's shared buffer uses it: maps. */
final class MemoryStore implements KeyedStateStore {
  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> properties) {
    return new MemoryMap<>();
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "memory";
  }
}
