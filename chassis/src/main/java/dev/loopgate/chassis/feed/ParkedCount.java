package dev.loopgate.chassis.feed;

/** How many events of a feed are set aside for the same kind of reason. */
record ParkedCount(String feed, ParkingCause cause, int events) {}
