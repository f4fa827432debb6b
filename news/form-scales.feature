Scales can be added in the form builder, and say when an answer would break the form.
