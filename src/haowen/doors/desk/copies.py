"""Pairs of published articles of which one is a copy: ``/desk/copies``."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from haowen.derived.duplicates import reading
from haowen.doors.desk.entry import works_here
from haowen.doors.forms import for_people

A_PAGE = 50


@for_people(works_here)
def index(request: HttpRequest) -> HttpResponse:
    """List the pairs, those found last first: ``?page=``."""
    page = Paginator(reading.pairs(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/copies.html", {"page": page})


@for_people(works_here)
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show what stands in both, side by side."""
    pair = get_object_or_404(reading.pairs(), pk=key)
    return render(request, "desk/copy.html", {"pair": pair, "passages": reading.passages(pair)})
