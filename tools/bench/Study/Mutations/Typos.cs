namespace StreamEngine.Bench.Study.Mutations;

/// <summary>Names with a slip of the finger.</summary>
internal sealed class Typos : Mutation
{
    /// <inheritdoc/>
    public override IEnumerable<Mutant> Of(StudyFile file, Random random)
    {
        foreach (var place in NamePlaces.Of(file))
        {
            var typed = Typo.Of(place.Name, random);
            if (place.Allowed.Contains(typed))
            {
                continue;
            }

            var edit = new FileEdit(place.Start, place.Start + place.Name.Length, typed);
            var one = Typo.OnlyOneIsMeant(typed, place.Name, place.Allowed);
            yield return new Mutant(place.Kind, file, edit, $"'{place.Name}' typed '{typed}'")
            {
                Codes = place.Codes,
                Places = Places(file, place, edit),
                Suggestions = one ? [place.Name] : [],
                HasOneFix = one,
                Node = place.Node,
            };
        }
    }

    // the type of a list may be marked whole, and a '$' belongs to the name
    private static List<ExpectedPlace> Places(StudyFile file, NamePlace place, FileEdit edit)
    {
        var places = new List<ExpectedPlace> { Written(edit) };
        if (place.Start > 0 && file.Text[place.Start - 1] is '$' or '\'')
        {
            places.Add(new ExpectedPlace(edit.Start - 1, edit.NewEnd + (file.Text[place.Start - 1] == '\'' ? 1 : 0)));
        }

        if (place.Start > 4 && file.Text.AsSpan(0, place.Start).EndsWith("list<"))
        {
            places.Add(new ExpectedPlace(edit.Start - 5, edit.NewEnd + 1));
        }

        return places;
    }
}
