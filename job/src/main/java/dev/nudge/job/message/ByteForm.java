package dev.nudge.job.message;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How Flink moves and keeps values: as bytes that begin with the number of their form, so that a
 * program reads what older ones wrote. A subclass says what the bytes are.
 *
 * @param <T> what is moved or kept
 */
public abstract class ByteForm<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1;

  /** The bytes of a value. */
  protected abstract byte[] toBytes(T value);

  /** The value of bytes. */
  protected abstract T fromBytes(byte[] bytes);

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    byte[] bytes = toBytes(value);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return fromBytes(bytes);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  /** Immutable unless a subclass says otherwise. */
  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T copy(T from) {
    return isImmutableType() ? from : fromBytes(toBytes(from));
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** This form, to Flink. */
  public TypeInformation<T> type(Class<T> of) {
    return new Type<>(of, this);
  }

  /** A type that Flink need not look into. */
  private static final class Type<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    private final Class<T> of;
    private final ByteForm<T> form;

    Type(Class<T> of, ByteForm<T> form) {
      this.of = of;
      this.form = form;
    }

    @Override
    public boolean isBasicType() {
      return false;
    }

    @Override
    public boolean isTupleType() {
      return false;
    }

    @Override
    public int getArity() {
      return 1;
    }

    @Override
    public int getTotalFields() {
      return 1;
    }

    @Override
    public Class<T> getTypeClass() {
      return of;
    }

    @Override
    public boolean isKeyType() {
      return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
      return form;
    }

    @Override
    public String toString() {
      return of.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Type<?> that && of.equals(that.of) && form.equals(that.form);
    }

    @Override
    public int hashCode() {
      return of.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
      return other instanceof Type<?>;
    }
  }
}
