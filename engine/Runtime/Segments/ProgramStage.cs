using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Runtime;

/// <summary>A chain of <c>where</c> and <c>select</c> steps of one or more nodes, fused into one loop over columns.</summary>
internal sealed class ProgramStage : IStage
{
    private readonly FusedProgram _program;
    private readonly ProgramStep[] _steps;
    private readonly StepCounts[] _counts;
    private readonly List<RowFailure> _failures = [];
    private readonly StagePorts _ports;

    /// <param name="program">The chain.</param>
    /// <param name="steps">For each step of the program, whose it is.</param>
    /// <param name="ports">Port 0 is the chain's end; the others carry failed rows.</param>
    public ProgramStage(FusedProgram program, IReadOnlyList<ProgramStep> steps, StagePorts ports)
    {
        _program = program;
        _steps = [.. steps];
        _counts = new StepCounts[steps.Count];
        _ports = ports;
    }

    public long HeldRows => 0;

    public long NextEvent => Time.StreamTime.Never;

    public void OnNext(int inlet, Batch batch)
    {
        if (batch.Count > 0)
        {
            Run(batch);
        }

        _ports.Finish(batch.Frontier, batch.Ingest);
    }

    public void OnCompleted(int inlet) => _ports.Complete();

    public void Dispose() => _ports.Dispose();

    private void Run(Batch batch)
    {
        Array.Clear(_counts);
        _failures.Clear();
        try
        {
            if (_program.Run(batch, _counts, _failures) is { } result)
            {
                _ports[0].Emit(result);
            }
        }
        catch (Exception failure) when (failure is not (NodeFailedException or RowFailedException or EdgeOverflowException))
        {
            throw new NodeFailedException(_steps[0].Node, failure);
        }

        for (var i = 0; i < _steps.Length; i++)
        {
            _steps[i].Count(_counts[i]);
        }

        foreach (var failure in _failures)
        {
            var step = _steps[failure.Step];
            step.Dead.Write("error", batch, batch.Row(failure.Row), batch.At(failure.Row), "SE9103", $"{step.What}: {failure.Expression}: {failure.Reason}");
        }
    }
}
