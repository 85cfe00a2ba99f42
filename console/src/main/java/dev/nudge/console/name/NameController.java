package dev.nudge.console.name;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "labels")
class NameController {
  private static final int MOST = 500;

  private final Names names;

  NameController(Names names) {
    this.names = names;
  }

  /**
   * Ids whose names are wanted.
   *
   * @param people ids of users
   * @param things keys of the catalogue, such as products
   * @param campaigns ids of campaigns
   */
  record NamesWanted(
      @NotNull @Size(max = MOST) List<@NotNull @Size(max = 1_024) String> people,
      @NotNull @Size(max = MOST) List<@NotNull @Size(max = 1_024) String> things,
      @NotNull @Size(max = MOST) List<@NotNull @Size(max = 1_024) String> campaigns) {}

  /** Names by id. Who or what has none is left out. */
  record NamesFound(
      Map<String, String> people, Map<String, String> things, Map<String, String> campaigns) {}

  @PostMapping("/api/names")
  @Operation(
      operationId = "names",
      summary = "What people, things of the catalogue and campaigns are called",
      description =
          "Up to 500 of each. People are called as their profile says (name, full_name, or first_name"
              + " and last_name), things by their title or name in the catalogue.")
  NamesFound names(@Valid @RequestBody NamesWanted wanted) {
    return new NamesFound(
        names.ofPeople(new HashSet<>(wanted.people())),
        names.ofThings(wanted.things()),
        names.ofCampaigns(new HashSet<>(wanted.campaigns())));
  }
}
