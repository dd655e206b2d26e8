using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Fuzzing;

/// <summary>Pipeline files, read as <c>validate</c> does, to the lines it would print. A file is refused with a place in it, or it is taken.</summary>
internal sealed class FuzzedYaml(int seed) : Fuzzed
{
    private readonly FuzzTexts _texts = new(seed);

    /// <inheritdoc/>
    public override int Milliseconds => FuzzLimits.Milliseconds;

    /// <inheritdoc/>
    public override long Limit(int length) => FuzzLimits.Bytes;

    /// <inheritdoc/>
    public override byte[] Bytes(int number) => _texts.Bytes(number);

    /// <inheritdoc/>
    public override bool IsGood(byte[] bytes, int number, string scratch)
    {
        var problems = new Problems();
        var bound = PipelineFile.Bind("fuzz.yaml", bytes, Validation.Registry, new BindSettings(), problems);
        var length = problems.InOrder().Sum(p => ProblemText.Line(p).Length);
        if (problems.Count > 0)
        {
            length += ProblemBlock.Of(problems.InOrder()[0], problems.TextOf("fuzz.yaml")).Length;
        }

        if ((bound is null) != problems.HasErrors || (bound is null && length == 0) || problems.Any(p => p.Span.Line < 1 || p.Span.Column < 1))
        {
            throw new InvalidOperationException("a file was refused without a word or a place, or taken in spite of errors");
        }

        return bound is not null;
    }
}
