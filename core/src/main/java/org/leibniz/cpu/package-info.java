/// Running plans here: on arrays of Java, with loops of Java.
///
/// ```
/// plan ─> Executable      steps over numbered arrays, memory by liveness
///           ├─ Kernel ──> Body ──> Blocks    loops of a library, block by block in the first cache
///           │                  └─> Straight, generated loops: see org.leibniz.cpu.generate
///           └─ Routines, Product, Concatenation, FlowStep, StackStep
/// ```
///
/// To be read in this order: [Compiler], [Executable] with [Backend] and [Cpu], [MemoryPlan]; [Kernel], [Body],
/// [Tiling], [Assembler] with [Uses], [Slots], [Item], [Places], [Instruction], [Load] and [Transfer], [Fold] and
/// [Folding], [Blocks]; [LibraryLoops] and the loops of each kind; [Routines]. [Processor] is the machine that is
/// planned for, [Costs] what that takes, [Tier] is who gives bodies their code.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.cpu;

import org.jspecify.annotations.NullMarked;
