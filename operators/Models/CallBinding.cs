using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Models;

/// <summary>Proves, from the model file and the schema of the rows, that a node can call its model, and in which shape.</summary>
internal sealed class CallBinding(BindScope scope, OnnxOptions options, ModelFile model, ModelNames names)
{
    private const int UsualRows = 64;

    private static readonly TypeKind[] Numbers = [TypeKind.Float32, TypeKind.Float64, TypeKind.Int32, TypeKind.Int64];
    private static readonly TypeKind[] WholeNumbers = [TypeKind.Int32, TypeKind.Int64];

    private string Shown => $"model {ProblemText.Quote(model.Path)}";

    /// <summary>The shape; null when something was reported.</summary>
    public ModelCall? Bind()
    {
        CheckHash();
        if (model.Facts.Inputs.Count == 0)
        {
            scope.Report("model", ModelErrors.Tensor, $"{Shown} has no inputs");
        }

        foreach (var input in model.Facts.Inputs)
        {
            CheckTensor(input, "input");
        }

        if (scope.Failed || Rows() is not { } rows)
        {
            return null;
        }

        var inputs = model.Facts.Inputs.Select(i => TensorLayout.Of(i, rows)).ToList();
        var features = Features(inputs);
        var results = Results(out var used);
        if (features is not null)
        {
            CheckColumns(inputs, features);
        }

        return scope.Failed ? null : new ModelCall(rows, inputs, features!, [.. used.Select(o => TensorLayout.Of(o, rows))], results);
    }

    private void CheckHash()
    {
        if (options.Sha256 is { } pinned && !string.Equals(pinned, model.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            scope.Report("sha256", ModelErrors.Hash, $"{Shown} has the SHA-256 {model.Sha256}; the pipeline says {ProblemText.Quote(pinned)}");
        }

        if (names.Sha256 is { } carded && carded != model.Sha256)
        {
            scope.Report("model", ModelErrors.Hash, $"{Shown} has the SHA-256 {model.Sha256}; its card says {ProblemText.Quote(carded)}", "put the model there that the card describes, or correct the card");
        }
    }

    private bool CheckTensor(ModelTensor tensor, string what)
    {
        var reason = tensor.Kind == ElementKind.Other ? "it must be float32, float64, int32 or int64"
            : tensor.Dims is not { Count: > 0 } ? "it must have a first dimension, the rows"
            : tensor.Width is null ? "every dimension behind the first must be a number"
            : tensor.Width > ModelLimits.Width ? $"a row may have at most {ModelScan.Count(ModelLimits.Width)} values"
            : null;
        if (reason is not null)
        {
            scope.Report("model", ModelErrors.Tensor, $"{Shown}: {what} {ProblemText.Quote(tensor.Name)} is {tensor.Text}; {reason}");
        }

        return reason is null;
    }

    /// <summary>Rows of a call: the model's own where its first dimension is fixed, else those of <c>batch</c>.</summary>
    private int? Rows()
    {
        var all = model.Facts.Inputs;
        var fixedRows = all.Select(i => i.Dims![0]).OfType<long>().Distinct().ToList();
        if (fixedRows.Count == 0)
        {
            return scope.BatchMax ?? UsualRows;
        }

        if (fixedRows.Count > 1 || fixedRows[0] > ModelLimits.Width)
        {
            scope.Report("model", ModelErrors.Tensor, $"{Shown}: the first dimensions of its inputs are {string.Join(" and ", fixedRows)}; they must be one number of rows, at most {ModelScan.Count(ModelLimits.Width)}");
            return null;
        }

        if (scope.BatchMax is { } batch && batch != fixedRows[0])
        {
            scope.Report(null, ModelErrors.Batch, $"batch is {ModelScan.Count(batch)}, and a call of {Shown} takes {ModelScan.Count(fixedRows[0])} {(fixedRows[0] == 1 ? "row" : "rows")}: input {ProblemText.Quote(all[0].Name)} is {all[0].Text}", "remove batch");
            return null;
        }

        return (int)fixedRows[0];
    }

    private IReadOnlyList<string>? Features(List<TensorLayout> inputs)
    {
        var width = inputs.Sum(i => (long)i.Width);
        var wanted = names.Features ?? (inputs.TrueForAll(i => i.Width == 1) ? [.. inputs.Select(i => i.Name)] : null);
        if (wanted is null)
        {
            scope.Report("model", ModelErrors.Unnamed, $"{Shown} does not name its {ModelScan.Count(width)} features: neither its metadata (streamengine.features) nor a card {ProblemText.Quote(ModelCard.PathOf(model.Path))} does", "write the names into the card, in the order of training");
            return null;
        }

        if (wanted.Count != width)
        {
            scope.Report("model", ModelErrors.Card, $"{Shown} names {wanted.Count} features, and its inputs take {ModelScan.Count(width)} values a row: {string.Join(", ", model.Facts.Inputs.Select(i => $"{i.Name} {i.Text}"))}", "correct the names in its card or metadata");
            return null;
        }

        if (options.Input.Count > 0)
        {
            var before = scope.Failed;
            foreach (var (column, i) in options.Input.Select((c, i) => (c, i)))
            {
                scope.Read(0, column.Name, $"input[{i}]");
            }

            if (!scope.Failed || before)
            {
                FeatureOrder.Check(scope, model.Path, [.. options.Input.Select(c => c.Name)], wanted);
            }
        }

        return scope.Failed ? null : wanted;
    }

    private void CheckColumns(List<TensorLayout> inputs, IReadOnlyList<string> features)
    {
        var place = 0;
        foreach (var tensor in inputs)
        {
            var allowed = tensor.Kind is ElementKind.Int32 or ElementKind.Int64 ? WholeNumbers : Numbers;
            for (var i = 0; i < tensor.Width; i++, place++)
            {
                var option = options.Input.Count > 0 ? $"input[{place}]" : "model";
                if (scope.Read(0, features[place], option, allowed) is { Nullable: true } field && options.Fill is null)
                {
                    scope.Report(option, ModelErrors.Nullable, $"column '{field.Name}' may be null, and a model has no null", $"write where: {field.Name} is not null, or fill: 0");
                }
            }
        }
    }

    /// <summary>The columns of <c>output</c>, and the tensors they stand in.</summary>
    private List<ResultColumn> Results(out List<ModelTensor> used)
    {
        used = [];
        var results = new List<ResultColumn>();
        var (all, isNamed) = All();
        var sole = all.Count == 1 && options.Output.Count == 1 && !isNamed;
        foreach (var (name, value) in options.Output)
        {
            var option = $"output.{name}";
            var at = sole ? 0 : all.FindIndex(r => r.Name == name);
            if (at < 0)
            {
                scope.Report(option, ModelErrors.Output, $"{Shown} has no result '{name}'; it answers {NameList.Of([.. all.Select(r => r.Name)])}", Nearest.Question(name, all.Select(r => r.Name)));
                continue;
            }

            var (_, tensor, offset) = all[at];
            if (!CheckTensor(tensor, "output") || !CheckRows(tensor))
            {
                continue;
            }

            if (!Fits(tensor.Kind, value))
            {
                scope.Report(option, ModelErrors.Output, $"option '{option}' is {OptionNames.ToSnakeCase(value.ToString())}, and {Shown} answers {tensor.TypeText} there", $"write {name}: {tensor.TypeText}");
                continue;
            }

            if (!used.Contains(tensor))
            {
                used.Add(tensor);
            }

            results.Add(new ResultColumn(name, TypeOf(value), used.IndexOf(tensor), offset));
        }

        return results;
    }

    /// <summary>Every result the model has, by name: an output of one value by its own, of several by those that metadata or card give, else numbered.</summary>
    private (List<(string Name, ModelTensor Tensor, int Offset)> All, bool IsNamed) All()
    {
        var all = model.Facts.Outputs.SelectMany(o => Enumerable.Range(0, (int)Math.Min(o.Width ?? 1, ModelLimits.Width))
            .Select(i => (Name: o.Width is 1 or null ? o.Name : $"{o.Name}_{ModelScan.Count(i)}", Tensor: o, Offset: i))).ToList();
        if (names.Outputs is null)
        {
            return (all, false);
        }

        if (names.Outputs.Count != all.Count)
        {
            scope.Report("model", ModelErrors.Card, $"{Shown} names {names.Outputs.Count} results, and it answers {all.Count} values a row: {string.Join(", ", model.Facts.Outputs.Select(o => $"{o.Name} {o.Text}"))}", "correct the names in its card or metadata");
            return (all, false);
        }

        return ([.. all.Zip(names.Outputs, (r, name) => r with { Name = name })], true);
    }

    private bool CheckRows(ModelTensor output)
    {
        var rows = model.Facts.Inputs[0].Dims![0];
        if (output.Dims![0] is not { } own || own == rows)
        {
            return true;
        }

        scope.Report("model", ModelErrors.Tensor, $"{Shown}: output {ProblemText.Quote(output.Name)} is {output.Text}, and its inputs have {(rows is { } number ? ModelScan.Count(number) : "an open number of")} rows; the first dimension must be the same");
        return false;
    }

    private static bool Fits(ElementKind kind, ModelValue value) => (kind, value) is
        (ElementKind.Float32, ModelValue.Float32 or ModelValue.Float64) or (ElementKind.Float64, ModelValue.Float64)
        or (ElementKind.Int32, ModelValue.Int32 or ModelValue.Int64) or (ElementKind.Int64, ModelValue.Int64);

    private static ColumnType TypeOf(ModelValue value) => value switch
    {
        ModelValue.Float32 => ColumnType.Float32,
        ModelValue.Float64 => ColumnType.Float64,
        ModelValue.Int32 => ColumnType.Int32,
        _ => ColumnType.Int64,
    };
}
