package org.leibniz.cpu.generate;

import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.routine.Contest;

/// A contest between code that a body may use and what it uses.
final class BodyContest extends Contest {
    private final Body body;
    private final Code code;
    private final Rehearsal challenger;
    private final Rehearsal champion;

    /// @param code what the body is to use if it is faster
    /// @param challenger runs it, or what is as fast
    /// @param champion runs what the body uses
    /// @param calls on a few elements at first
    BodyContest(Body body, Code code, Rehearsal challenger, Rehearsal champion, int calls) {
        super(calls, challenger.ways());
        this.body = body;
        this.code = code;
        this.challenger = challenger;
        this.champion = champion;
    }

    @Override
    protected void few(int turn) {
        challenger.few(turn);
    }

    @Override
    protected void championFew(int turn) {
        champion.few(turn);
    }

    @Override
    protected void champion() {
        champion.run();
    }

    @Override
    protected void challenger() {
        challenger.run();
    }

    @Override
    protected void won() {
        body.use(code);
    }
}
