package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rules.Terms.Quorum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The requirements that people meet: each place of the quorum is filled, and no veto stands. */
final class PeopleRules {
  private static final String NO_VETO = "no-veto";

  private final Terms terms;
  private final Findings findings;
  private final Standing standing;
  private final List<Quorum> asked;
  private final Map<Quorum, List<String>> filled;

  PeopleRules(Terms terms, Findings findings, Standing standing) {
    this.terms = terms;
    this.findings = findings;
    this.standing = standing;
    asked =
        terms.quorum().stream().filter(part -> findings.to(part.appliesWhen()).isTrue()).toList();
    filled = Places.fill(asked, standing.approvals());
  }

  List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    terms.quorum().forEach(part -> requirements.add(approval(part)));
    requirements.add(noVeto());
    return requirements;
  }

  /** Nobody is asked, because a rule decided. */
  List<Requirement> unasked(String why) {
    return Stream.concat(terms.quorum().stream().map(Quorum::name), Stream.of(NO_VETO))
        .map(name -> Requirement.notApplicable(name, why))
        .toList();
  }

  boolean isVetoed() {
    return !standing.vetoes().isEmpty() && !isOverridden();
  }

  List<String> vetoers() {
    return standing.vetoes();
  }

  /** The people whose word made the outcome. */
  List<String> deciders() {
    Set<String> deciders = new LinkedHashSet<>();
    filled.values().forEach(deciders::addAll);
    if (!standing.vetoes().isEmpty() && isOverridden()) {
      deciders.addAll(overrulers());
    }
    if (standing.bypass() != null) {
      deciders.addAll(standing.bypass().people());
    }
    return List.copyOf(deciders);
  }

  private Requirement approval(Quorum part) {
    Answer applies = findings.to(part.appliesWhen());
    if (applies.isError()) {
      return Requirement.error(part.name(), "whether it applies: " + applies.words());
    }
    if (!applies.isTrue()) {
      return Requirement.notApplicable(part.name(), applies.words());
    }
    List<String> people = filled.getOrDefault(part, List.of());
    String detail = detail(part, people);
    if (people.size() >= part.count()) {
      return Requirement.satisfied(part.name(), detail);
    }
    if (standing.bypass() != null) {
      return new Requirement(part.name(), RequirementState.BYPASSED, bypassed(standing.bypass()));
    }
    return Requirement.unsatisfied(part.name(), detail + whyNotMore(part));
  }

  private String detail(Quorum part, List<String> people) {
    return "%d of %d approvals by people with the role %s%s%s"
        .formatted(
            people.size(),
            part.count(),
            roles(part.roles()),
            whose(),
            people.isEmpty() ? "" : ": " + String.join(", ", words(people)));
  }

  private String whose() {
    boolean authors = terms.eligible().authors() == Terms.Eligible.Own.EXCLUDED;
    boolean sponsors = terms.eligible().sponsors() == Terms.Eligible.Own.EXCLUDED;
    if (authors && sponsors) {
      return " who are neither author nor sponsor";
    }
    if (authors) {
      return " who are no author; sponsors may judge";
    }
    return sponsors ? " who are no sponsor; authors may judge" : ", authors and sponsors included";
  }

  private List<String> words(List<String> people) {
    return standing.approvals().stream()
        .filter(approval -> people.contains(approval.person()))
        .map(Approval::words)
        .distinct()
        .toList();
  }

  private String whyNotMore(Quorum part) {
    return named("outdated by a newer dossier", standing.outdated())
        + named("expired", standing.expired())
        + named("recused", standing.recused())
        + named("authors or sponsors, who do not count", standing.excluded())
        + named("could still vote", couldStill(part))
        + (isReachable()
            ? ""
            : "; nobody who is known could fill every place: give %s to another person"
                .formatted(roles(part.roles())));
  }

  /** Whether those who could still vote would do. Who is known is not always known. */
  private boolean isReachable() {
    if (standing.eligible().isEmpty()) {
      return true;
    }
    List<Approval> everybody = new ArrayList<>(standing.approvals());
    standing
        .eligible()
        .forEach(one -> everybody.add(new Approval(one.person(), one.roles(), null)));
    Map<Quorum, List<String>> best = Places.fill(asked, everybody);
    return best.entrySet().stream().allMatch(e -> e.getValue().size() >= e.getKey().count());
  }

  private List<String> couldStill(Quorum part) {
    return standing.eligible().stream()
        .filter(one -> !Collections.disjoint(one.roles(), part.roles()))
        .map(Standing.Eligible::person)
        .toList();
  }

  private static String named(String why, List<String> people) {
    return people.isEmpty() ? "" : "; %s: %s".formatted(why, String.join(", ", people));
  }

  private static String bypassed(Standing.Bypass bypass) {
    return "break-glass by %s: %s".formatted(String.join(", ", bypass.people()), bypass.reason());
  }

  private Requirement noVeto() {
    if (standing.vetoes().isEmpty()) {
      return Requirement.satisfied(NO_VETO, "nobody vetoed");
    }
    String vetoed = "vetoed by " + String.join(", ", standing.vetoes());
    return isOverridden()
        ? new Requirement(NO_VETO, RequirementState.OVERRIDDEN, vetoed + overridden())
        : Requirement.unsatisfied(NO_VETO, vetoed);
  }

  private String overridden() {
    return "; overridden by " + String.join(", ", overrulers());
  }

  private boolean isOverridden() {
    return terms.override() != null && overrulers().size() >= terms.override().people();
  }

  private Collection<String> overrulers() {
    Terms.VetoOverride override = terms.override();
    Set<String> people = new TreeSet<>();
    standing.overrides().stream()
        .filter(one -> override != null && one.roles().contains(override.role()))
        .forEach(one -> people.add(one.person()));
    people.removeAll(standing.vetoes());
    return people;
  }

  private static String roles(Set<Role> roles) {
    return String.join(" or ", roles.stream().map(Role::spelling).sorted().toList());
  }
}
