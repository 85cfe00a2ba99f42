package dev.nudge.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ValueTableTest {
  /**
   * Against a plain list: 0..19 add or find, 20..39 remove, 40..59 move to the front or the end.
   */
  @Property(tries = 500)
  void itIsASetInTheOrderThatItsOwnerChose(
      @ForAll @Size(max = 200) List<@IntRange(max = 59) Integer> operations) {
    ValueTable table = new ValueTable();
    List<Integer> model = new ArrayList<>();
    for (int operation : operations) {
      int value = operation % 20;
      int slot = find(table, value);
      assertThat(slot != ValueTable.NONE).isEqualTo(model.contains(value));
      if (slot == ValueTable.NONE) {
        slot = value % 2 == 0 ? table.add(Kind.INT, value) : table.add("v" + value, 0);
        assertThat(slot).isBetween(0, table.capacity() - 1);
        model.add(value);
      } else if (operation >= 40) {
        model.remove((Integer) value);
        if (operation % 3 == 0) {
          table.moveBehind(slot, ValueTable.NONE);
          model.add(0, value);
        } else {
          table.moveBehind(slot, table.last());
          model.add(value);
        }
      } else if (operation >= 20) {
        table.remove(slot);
        model.remove((Integer) value);
      }
      assertThat(forwards(table)).isEqualTo(model);
      assertThat(backwards(table)).isEqualTo(model);
      assertThat(table.size()).isEqualTo(model.size());
    }
  }

  private static int find(ValueTable table, int value) {
    return value % 2 == 0 ? table.find(Kind.INT, value) : table.find("v" + value, 0);
  }

  private static int value(ValueTable table, int slot) {
    return table.mark(slot) instanceof String text
        ? Integer.parseInt(text.substring(1))
        : (int) table.word(slot);
  }

  private static List<Integer> forwards(ValueTable table) {
    List<Integer> values = new ArrayList<>();
    for (int slot = table.first(); slot != ValueTable.NONE; slot = table.next(slot)) {
      values.add(value(table, slot));
    }
    return values;
  }

  private static List<Integer> backwards(ValueTable table) {
    List<Integer> values = new ArrayList<>();
    for (int slot = table.last(); slot != ValueTable.NONE; slot = table.previous(slot)) {
      values.add(0, value(table, slot));
    }
    return values;
  }
}
