package dev.nudge.console.label;

import dev.nudge.console.account.Caller;
import dev.nudge.console.kafka.CatalogView;
import dev.nudge.console.label.Labels.Label;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/labels")
@Tag(name = "labels")
class LabelController {
  private final Labels labels;
  private final CatalogView catalog;

  LabelController(Labels labels, CatalogView catalog) {
    this.labels = labels;
    this.catalog = catalog;
  }

  /**
   * All labels.
   *
   * @param thing the property by which events name a thing of the catalogue; empty for none
   */
  record LabelList(List<Label> labels, String thing) {}

  /**
   * What something is to be called.
   *
   * @param name of a type or a property, as events and profiles have it
   * @param text for people; empty for none any more
   */
  record LabelChange(
      @NotNull Labels.Of of,
      @NotBlank @Size(max = 200) String name,
      @NotNull @Size(max = 80) String text) {}

  @GetMapping
  @Operation(
      operationId = "labels",
      summary = "What people call types of events and properties, by whom it was said")
  LabelList all() {
    return new LabelList(labels.all(), catalog.property());
  }

  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "label",
      summary = "Call a type of event or a property by another name for people")
  void change(@Valid @RequestBody LabelChange change, Authentication caller) {
    String text = change.text().strip();
    if (text.isEmpty()) {
      labels.remove(change.of(), change.name());
    } else {
      labels.put(change.of(), change.name(), text, Caller.of(caller).name());
    }
  }
}
