namespace StreamEngine.Expressions;

/// <summary>Takes one row through a chain of steps with <see cref="TreeEvaluator"/>.</summary>
internal static class StepEvaluator
{
    private static readonly Dictionary<string, object?> Nothing = [];

    /// <summary>Runs the steps.</summary>
    /// <param name="steps">The chain.</param>
    /// <param name="wanted">Names each step must compute; null for all. What nobody reads cannot fail.</param>
    /// <param name="column">Values of the input columns.</param>
    public static RowOutcome Run(IReadOnlyList<Step> steps, IReadOnlyList<IReadOnlySet<string>?> wanted, Func<string, object?> column)
    {
        Dictionary<string, object?>? values = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var current = values;
            Func<string, object?> read = current is null ? column : name => current[name];
            if (steps[i] is WhereStep where)
            {
                var outcome = TreeEvaluator.Evaluate(where.Condition, read, static _ => default);
                if (outcome.Failure is not null || outcome.Value is not true)
                {
                    return new RowOutcome(i, outcome.Failure is null ? null : where.Condition.Text, outcome.Failure, Nothing);
                }
            }
            else if (Select((SelectStep)steps[i], wanted[i], read, out values) is { } failure)
            {
                return new RowOutcome(i, failure.Expression, failure.Reason, Nothing);
            }
        }

        return new RowOutcome(-1, null, null, values ?? Nothing);
    }

    private static (string Expression, string Reason)? Select(SelectStep step, IReadOnlySet<string>? wanted, Func<string, object?> read, out Dictionary<string, object?> values)
    {
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        values = new Dictionary<string, object?>(StringComparer.Ordinal);
        Outcome Get(string name)
        {
            if (!outcomes.TryGetValue(name, out var outcome))
            {
                outcome = TreeEvaluator.Evaluate(step.Columns.First(c => c.Name == name).Value, read, Get);
                outcomes[name] = outcome;
            }

            return outcome;
        }

        foreach (var (name, expression) in step.Columns)
        {
            if (wanted is not null && !wanted.Contains(name))
            {
                continue;
            }

            if (Get(name) is { Failure: { } reason })
            {
                return (expression.Text, reason);
            }

            values[name] = outcomes[name].Value;
        }

        return null;
    }
}
